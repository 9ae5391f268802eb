package io.ecroperator.template;

import io.ecroperator.api.v1alpha1.EcrRepositoryCreationTemplate;
import io.ecroperator.api.v1alpha1.EcrRepositoryCreationTemplateStatus;
import io.ecroperator.aws.CreationTemplate;
import io.ecroperator.managed.recorded.RecordedCase;
import io.ecroperator.managed.recorded.RecordedDeathContract;

class TemplateDeathTest
        implements RecordedDeathContract<
                EcrRepositoryCreationTemplate, EcrRepositoryCreationTemplateStatus, CreationTemplate> {

    @Override
    public RecordedCase<EcrRepositoryCreationTemplate, EcrRepositoryCreationTemplateStatus, CreationTemplate> kind() {
        return new TemplateCase();
    }
}
