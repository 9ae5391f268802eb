package io.ecroperator.emulator;

import io.ecroperator.emulator.iam.Wildcard;
import java.util.Locale;
import java.util.Set;

/**
 * The ECR actions that may stand in a repository policy: those that act on a repository, and GetAuthorizationToken, which
 * live repositories have there (the default policy of terraform-aws-modules/terraform-aws-ecr).
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html">Actions
 *     for Amazon Elastic Container Registry</a>
 */
final class RepositoryActions {
    private static final String PREFIX = "ecr:";

    private static final Set<String> ALL = Set.of(
            "batchchecklayeravailability",
            "batchdeleteimage",
            "batchgetimage",
            "batchgetrepositoryscanningconfiguration",
            "batchimportupstreamimage",
            "completelayerupload",
            "createrepository",
            "deletelifecyclepolicy",
            "deleterepository",
            "deleterepositorypolicy",
            "describeimagereplicationstatus",
            "describeimages",
            "describeimagescanfindings",
            "describeimagesigningstatus",
            "describerepositories",
            "getauthorizationtoken",
            "getdownloadurlforlayer",
            "getlifecyclepolicy",
            "getlifecyclepolicypreview",
            "getrepositorypolicy",
            "initiatelayerupload",
            "listimagereferrers",
            "listimages",
            "listtagsforresource",
            "putimage",
            "putimagescanningconfiguration",
            "putimagetagmutability",
            "putlifecyclepolicy",
            "replicateimage",
            "setrepositorypolicy",
            "startimagescan",
            "startlifecyclepolicypreview",
            "tagresource",
            "untagresource",
            "updateimagestorageclass",
            "uploadlayerpart");

    private RepositoryActions() {}

    /** {@return whether an action or action pattern of a policy covers at least one repository action; case does not count} */
    static boolean isRepositoryScoped(String pattern) {
        String lower = pattern.toLowerCase(Locale.ROOT);
        return lower.equals("*")
                || (lower.startsWith(PREFIX) && ALL.stream().anyMatch(name -> Wildcard.matches(lower, PREFIX + name)));
    }

    /** {@return whether an action or action pattern is one of ECR at all, of the registry too} */
    static boolean isOfEcr(String pattern) {
        return pattern.equals("*") || pattern.toLowerCase(Locale.ROOT).startsWith(PREFIX);
    }

    /** {@return whether a policy's action pattern covers an operation} */
    static boolean covers(String pattern, String operation) {
        return Wildcard.matches(pattern.toLowerCase(Locale.ROOT), PREFIX + operation.toLowerCase(Locale.ROOT));
    }
}
