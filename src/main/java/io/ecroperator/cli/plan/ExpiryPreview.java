package io.ecroperator.cli.plan;

/**
 * What ECR says would happen to the images of a repository by the rules that would be put there.
 *
 * @param expiring how many images would expire
 * @param archiving how many would be archived
 * @param problem why nobody knows, and then the counts mean nothing; empty if ECR has told
 */
record ExpiryPreview(String repositoryName, int expiring, int archiving, String problem) {

    String inWords() {
        return problem.isEmpty()
                ? repositoryName + ": " + expiring + " images would expire"
                        + (archiving > 0 ? " and " + archiving + " be archived" : "") + ", says ECR."
                : repositoryName + ": what would expire is not known: " + problem;
    }
}
