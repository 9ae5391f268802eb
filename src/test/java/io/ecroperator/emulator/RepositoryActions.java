package io.ecroperator.emulator;

import io.ecroperator.emulator.iam.Wildcard;
import java.util.Locale;
import java.util.Set;

/**
 * The actions that may stand in a repository policy: those that act on a repository, and of ECR GetAuthorizationToken too,
 * which live repositories have there (the default policy of terraform-aws-modules/terraform-aws-ecr).
 */
enum RepositoryActions {
    /**
     * Those of ECR.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html">Actions
     *     for Amazon Elastic Container Registry</a>
     */
    ECR(
            "ecr:",
            Set.of(
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
                    "uploadlayerpart")),
    /**
     * Those of ECR Public.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistrypublic.html">
     *     Actions for Amazon Elastic Container Registry Public</a>
     */
    ECR_PUBLIC(
            "ecr-public:",
            Set.of(
                    "batchchecklayeravailability",
                    "batchdeleteimage",
                    "completelayerupload",
                    "createrepository",
                    "deleterepository",
                    "deleterepositorypolicy",
                    "describeimages",
                    "describeimagetags",
                    "describerepositories",
                    "getrepositorycatalogdata",
                    "getrepositorypolicy",
                    "initiatelayerupload",
                    "listtagsforresource",
                    "putimage",
                    "putrepositorycatalogdata",
                    "setrepositorypolicy",
                    "tagresource",
                    "untagresource",
                    "uploadlayerpart"));

    private final String prefix;

    @SuppressWarnings("ImmutableEnumChecker") // as Set.of makes it
    private final Set<String> all;

    RepositoryActions(String prefix, Set<String> all) {
        this.prefix = prefix;
        this.all = all;
    }

    /** {@return whether an action or action pattern of a policy covers at least one repository action; case does not count} */
    boolean haveOneFor(String pattern) {
        String lower = pattern.toLowerCase(Locale.ROOT);
        return lower.equals("*")
                || (lower.startsWith(prefix) && all.stream().anyMatch(name -> Wildcard.matches(lower, prefix + name)));
    }

    /** {@return whether an action or action pattern is one of the service at all, of the registry too} */
    boolean isOfTheService(String pattern) {
        return pattern.equals("*") || pattern.toLowerCase(Locale.ROOT).startsWith(prefix);
    }

    /** {@return whether a policy's action pattern covers an operation} */
    boolean covers(String pattern, String operation) {
        return Wildcard.matches(pattern.toLowerCase(Locale.ROOT), prefix + operation.toLowerCase(Locale.ROOT));
    }
}
