package io.ecroperator.cli.export.object;

import io.ecroperator.ownership.Ownership;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The tags that a spec may name: neither those of the operator nor those of AWS. */
public final class ExportedTags {

    /** ECR takes 50, and two of them say whose a repository is. */
    private static final int MOST = 48;

    private ExportedTags() {}

    /**
     * CDK's {@code autoDeleteImages} deletes the images of a repository that carries it. A spec that named it would keep it.
     *
     * @see <a href="https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_ecr.RepositoryProps.html">autoDeleteImages</a>
     */
    private static final String CDK_DELETES_IMAGES = "aws-cdk:auto-delete-images";

    /** Sorted by key; null where there are none, or too many, which is added to the remarks. */
    public static Map<String, String> of(Map<String, String> found, String field, List<String> remarks) {
        Map<String, String> tags = new TreeMap<>(found);
        tags.keySet().removeIf(ExportedTags::isReserved);
        if (tags.remove(CDK_DELETES_IMAGES) != null) {
            remarks.add("The tag " + CDK_DELETES_IMAGES
                    + " is left out: as long as ECR has it, CDK deletes all images when the"
                    + " repository leaves its stack. Deploy the stack without autoDeleteImages and with removalPolicy RETAIN"
                    + " first.");
        }
        if (tags.size() > MOST) {
            remarks.add(field + " is left out, and ECR keeps them: a spec names at most " + MOST
                    + ", since ECR takes 50 and"
                    + " two of them say whose a repository is. Remove some in ECR before this object is applied.");
            return null;
        }
        return Optional.of(tags).filter(some -> !some.isEmpty()).orElse(null);
    }

    public static boolean isReserved(String key) {
        return Ownership.isOurs(key) || Ownership.isOfAws(key);
    }
}
