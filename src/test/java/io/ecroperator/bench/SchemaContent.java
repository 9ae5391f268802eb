package io.ecroperator.bench;

/** The same repository, with a lifecycle policy and a repository policy, in the words of each CRD. */
enum SchemaContent {
    /** As the comparison takes it: both policies as text, tags as a list. */
    COMPARISON("compared with", """
            apiVersion: comparison.example.com/v1alpha1
            kind: Repository
            metadata: {name: NAME}
            spec:
              name: bench/NAME
              imageTagMutability: IMMUTABLE
              imageScanningConfiguration: {scanOnPush: true}
              tags: [{key: team, value: bench}, {key: service, value: NAME}]
              lifecyclePolicy: 'LIFECYCLE'
              policy: 'POLICY'
            """),
    /** An EcrRepository with both policies as text. */
    TEXTS("with policies as text", """
            apiVersion: ecr-operator.io/v1alpha1
            kind: EcrRepository
            metadata: {name: NAME}
            spec:
              repositoryName: bench/NAME
              imageTagMutability: IMMUTABLE
              imageScanningConfiguration: {scanOnPush: true}
              tags: {team: bench, service: NAME}
              lifecyclePolicy: {policyText: 'LIFECYCLE'}
              repositoryPolicy: {policyText: 'POLICY'}
            """),
    /** An EcrRepository with both policies in fields, which the API server checks. */
    TYPED("with policies in fields", """
            apiVersion: ecr-operator.io/v1alpha1
            kind: EcrRepository
            metadata: {name: NAME}
            spec:
              repositoryName: bench/NAME
              imageTagMutability: IMMUTABLE
              imageScanningConfiguration: {scanOnPush: true}
              tags: {team: bench, service: NAME}
              lifecyclePolicy:
                rules:
                  - rulePriority: 10
                    description: untagged images
                    selection: {tagStatus: untagged, countType: sinceImagePushed, countUnit: days, countNumber: 14}
                    action: {type: expire}
                  - rulePriority: 20
                    description: all but the last 50 images
                    selection: {tagStatus: any, countType: imageCountMoreThan, countNumber: 50}
                    action: {type: expire}
              repositoryPolicy:
                statements:
                  - sid: pull
                    effect: Allow
                    principal: {AWS: ["111122223333", "444455556666"]}
                    action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
            """);

    private static final String LIFECYCLE =
            "{\"rules\":[{\"rulePriority\":10,\"description\":\"untagged images\",\"selection\":{\"tagStatus\":\"untagged\","
                    + "\"countType\":\"sinceImagePushed\",\"countUnit\":\"days\",\"countNumber\":14},\"action\":{\"type\":"
                    + "\"expire\"}},{\"rulePriority\":20,\"description\":\"all but the last 50 images\",\"selection\":"
                    + "{\"tagStatus\":\"any\",\"countType\":\"imageCountMoreThan\",\"countNumber\":50},\"action\":{\"type\":"
                    + "\"expire\"}}]}";

    private static final String POLICY =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"pull\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":"
                    + "[\"111122223333\",\"444455556666\"]},\"Action\":[\"ecr:BatchCheckLayerAvailability\","
                    + "\"ecr:BatchGetImage\",\"ecr:GetDownloadUrlForLayer\"]}]}";

    private final String title;
    private final String template;

    SchemaContent(String title, String template) {
        this.title = title;
        this.template = template;
    }

    /** How the result calls it. */
    String title() {
        return title;
    }

    /** The object of that name. */
    String manifest(String name) {
        return template.replace("NAME", name).replace("LIFECYCLE", LIFECYCLE).replace("POLICY", POLICY);
    }
}
