package io.ecroperator.api.v1alpha1;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** One private ECR repository with its policies, tags and settings. */
@Group("ecr-operator.io")
@Version("v1alpha1")
@Plural("ecrrepositories")
@ShortNames("ecrrepo")
@Categories("ecr")
public class EcrRepository extends CustomResource<EcrRepositorySpec, EcrRepositoryStatus> implements Namespaced {

    private static final long serialVersionUID = 1L;

    /** The name of the repository in ECR: {@code spec.repositoryName}, or the object's own name. */
    public String effectiveRepositoryName() {
        return getSpec() != null && getSpec().repositoryName() != null
                ? getSpec().repositoryName()
                : getMetadata().getName();
    }
}
