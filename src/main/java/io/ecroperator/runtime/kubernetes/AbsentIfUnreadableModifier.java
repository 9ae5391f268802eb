package io.ecroperator.runtime.kubernetes;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.PropertyName;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBuilder;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.SettableBeanProperty;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.List;

/** Has {@code spec} and {@code status} of every custom resource read by {@link AbsentIfUnreadable}. */
final class AbsentIfUnreadableModifier extends BeanDeserializerModifier {

    private static final long serialVersionUID = 1L;
    private static final List<String> PARTS = List.of("spec", "status");

    @Override
    public BeanDeserializerBuilder updateBuilder(
            DeserializationConfig config, BeanDescription type, BeanDeserializerBuilder builder) {
        if (CustomResource.class.isAssignableFrom(type.getBeanClass())) {
            for (String part : PARTS) {
                SettableBeanProperty property = builder.findProperty(PropertyName.construct(part));
                if (property != null) {
                    builder.addOrReplaceProperty(property.withValueDeserializer(new AbsentIfUnreadable(null)), true);
                }
            }
        }
        return builder;
    }
}
