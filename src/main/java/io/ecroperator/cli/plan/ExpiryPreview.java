package io.ecroperator.cli.plan;

/**
 * What ECR says would happen to the images of a repository by the rules that would be put there.
 *
 * @param expiring how many images would expire, as far as they were counted
 * @param archiving how many would be archived
 * @param complete whether those are all
 * @param problem why nobody knows; empty if ECR has told
 */
record ExpiryPreview(String repositoryName, int expiring, int archiving, boolean complete, String problem) {

    String inWords() {
        if (!problem.isEmpty()) {
            return "What would expire is not known: " + problem;
        }
        return (complete ? "" : "At least ") + expiring + " images would expire"
                + (archiving > 0 ? " and " + archiving + " be archived" : "") + " by ECR's preview.";
    }
}
