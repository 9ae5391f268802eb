package io.ecroperator.cli.export;

/**
 * Objects of External Secrets: the examples of <a href="https://external-secrets.io/latest/api/generator/ecr/">its page about
 * ECR</a> and of <a href="https://external-secrets.io/latest/api/generator/cluster/">that about ClusterGenerator</a>, and what
 * people make of them.
 */
public final class ExternalSecretsExamples {

    /** The page's ExternalSecret with a template, here with a namespace; the generator assumes a role. */
    public static final String PULL_SECRET = """
            apiVersion: generators.external-secrets.io/v1alpha1
            kind: ECRAuthorizationToken
            metadata:
              name: ecr-gen
              namespace: team-a
            spec:
              region: eu-west-1
              role: arn:aws:iam::111122223333:role/ecr-token-role
            ---
            apiVersion: external-secrets.io/v1
            kind: ExternalSecret
            metadata:
              name: ecr-secret
              namespace: team-a
              labels: {app: api}
            spec:
              refreshInterval: 1h
              target:
                name: ecr-pull
                template:
                  type: kubernetes.io/dockerconfigjson
                  metadata:
                    annotations: {expiresAt: "{{ .expires_at }}", team: a}
                  data:
                    .dockerconfigjson: |
                      {"auths": {"{{ .proxy_endpoint | replace "https://" "" }}": {"username": "{{ .username }}",
                       "password": "{{ .password }}", "auth": "{{ printf "%s:%s" .username .password | b64enc }}"}}}
              dataFrom:
                - sourceRef:
                    generatorRef:
                      apiVersion: generators.external-secrets.io/v1alpha1
                      kind: ECRAuthorizationToken
                      name: ecr-gen
            """;

    /** A ClusterExternalSecret that orphans its Secrets, as it is read from a cluster. */
    public static final String CLUSTER = """
            apiVersion: generators.external-secrets.io/v1alpha1
            kind: ClusterGenerator
            metadata:
              name: cluster-gen
            spec:
              kind: ECRAuthorizationToken
              generator:
                ecrAuthorizationTokenSpec:
                  region: eu-central-1
            ---
            apiVersion: external-secrets.io/v1
            kind: ClusterExternalSecret
            metadata:
              name: ecr-pull
            spec:
              externalSecretName: ecr
              namespaceSelectors:
                - matchLabels: {team: a}
                - matchLabels: {team: b}
              externalSecretSpec:
                target:
                  creationPolicy: Orphan
                  template:
                    type: kubernetes.io/dockerconfigjson
                    data:
                      .dockerconfigjson: '{"auths": {"123456789012.dkr.ecr.eu-central-1.amazonaws.com": {"auth": "{{ .password }}"}}}'
                dataFrom:
                  - sourceRef: {generatorRef: {kind: ClusterGenerator, name: cluster-gen}}
            status:
              provisionedNamespaces: [one]
            ---
            apiVersion: external-secrets.io/v1
            kind: ExternalSecret
            metadata:
              name: ecr
              namespace: one
              ownerReferences:
                - {apiVersion: external-secrets.io/v1, kind: ClusterExternalSecret, name: ecr-pull, uid: "1"}
            spec:
              target: {creationPolicy: Orphan}
              dataFrom:
                - sourceRef: {generatorRef: {kind: ClusterGenerator, name: cluster-gen}}
            """;

    /** A repository of Argo CD, by an access key. */
    public static final String ARGO_CD = """
            apiVersion: generators.external-secrets.io/v1alpha1
            kind: ECRAuthorizationToken
            metadata:
              name: keys
              namespace: argocd
            spec:
              region: eu-west-1
              auth:
                secretRef:
                  accessKeyIDSecretRef: {name: my-aws-creds, key: key-id}
                  secretAccessKeySecretRef: {name: my-aws-creds, key: access-secret}
            ---
            apiVersion: external-secrets.io/v1beta1
            kind: ExternalSecret
            metadata:
              name: ecr-oci
              namespace: argocd
            spec:
              refreshInterval: 30m
              target:
                template:
                  metadata:
                    labels: {argocd.argoproj.io/secret-type: repository}
                  data:
                    name: ecr-oci
                    type: helm
                    enableOCI: "true"
                    url: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/charts
                    project: team-a
                    password: "{{ .password }}"
                    username: "{{ .username }}"
              dataFrom:
                - sourceRef: {generatorRef: {kind: ECRAuthorizationToken, name: keys}}
            """;

    private ExternalSecretsExamples() {}

    /** All of them. */
    public static String all() {
        return String.join("---\n", PULL_SECRET, CLUSTER, ARGO_CD);
    }

    /** A generator in the namespace team-a; {@code spec} in the flow style of YAML, as what follows. */
    static String generator(String name, String spec) {
        return """
                apiVersion: generators.external-secrets.io/v1alpha1
                kind: ECRAuthorizationToken
                metadata: {name: %s, namespace: team-a}
                spec: %s
                ---
                """.formatted(name, spec);
    }

    /** An ExternalSecret {@code login} in that namespace; {@code more} of its spec beside the generators. */
    static String login(String more, String... generators) {
        StringBuilder text = new StringBuilder("""
                apiVersion: external-secrets.io/v1
                kind: ExternalSecret
                metadata: {name: login, namespace: team-a}
                spec:
                  %s
                  dataFrom:
                """.formatted(more));
        for (String generator : generators) {
            text.append("    - sourceRef: {generatorRef: {kind: ECRAuthorizationToken, name: ")
                    .append(generator)
                    .append("}}\n");
        }
        return text.toString();
    }
}
