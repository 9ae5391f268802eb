package io.ecroperator.runtime;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyName;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBuilder;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.SettableBeanProperty;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.ecroperator.api.v1alpha1.Whole;
import io.ecroperator.interning.RecentValues;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Reads custom resources that the schema of this version does not allow: stored before the CRD was tightened, or written
 * for a newer one. Informers read all objects of a kind at once, so that one which cannot be read would hide all others.
 *
 * <p>Unknown fields are skipped. A {@code spec} or {@code status} with a value that does not fit is read as {@code null}
 * as a whole: half a spec would be taken at its word, with the default where the value is that nobody understood. So is a
 * spec that lacks what it has to have ({@link Whole}).
 *
 * <p>{@code metadata.managedFields} are not kept. Nothing here asks who owns a field, and they are half of an object. What
 * objects say alike is in memory once, and so is what Secrets hold alike: a ClusterEcrPullSecret has the same content in
 * every namespace, kilobytes of it.
 */
public final class LenientObjects {

    private static final String MANAGED_FIELDS = "managedFields";

    private LenientObjects() {}

    /** What the client of the API server reads and writes with. */
    public static KubernetesSerialization serialization() {
        ObjectMapper mapper = new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        // true would load a class for every kind of Kubernetes
        KubernetesSerialization serialization = new KubernetesSerialization(mapper, false);
        // What a watch ends with when its resource version is too old; unknown, it would be begun there again for ever.
        serialization.registerKubernetesResource(Status.class);
        mapper.registerModule(new SimpleModule("lenient-objects")
                .setDeserializerModifier(new Parts())
                .addDeserializer(String.class, new Texts()));
        return serialization;
    }

    private static final class Parts extends BeanDeserializerModifier {

        private static final long serialVersionUID = 1L;

        private final transient SharedTexts contents = new SharedTexts();

        @Override
        public BeanDeserializerBuilder updateBuilder(
                DeserializationConfig config, BeanDescription description, BeanDeserializerBuilder builder) {
            if (description.getBeanClass() == ObjectMeta.class) {
                builder.removeProperty(PropertyName.construct(MANAGED_FIELDS));
                builder.addIgnorable(MANAGED_FIELDS);
            }
            if (description.getBeanClass() == Secret.class) {
                SettableBeanProperty data = builder.findProperty(PropertyName.construct("data"));
                builder.addOrReplaceProperty(new ReadBy(data, this::shared), true);
            }
            if (CustomResource.class.isAssignableFrom(description.getBeanClass())) {
                for (String part : new String[] {"spec", "status"}) {
                    Optional.ofNullable(builder.findProperty(PropertyName.construct(part)))
                            .ifPresent(property ->
                                    builder.addOrReplaceProperty(new ReadBy(property, Parts::nullIfUnreadable), true));
                }
            }
            return builder;
        }

        /** Null when the value does not fit. The parser stands behind the value in any case. */
        private static Object nullIfUnreadable(
                SettableBeanProperty property, JsonParser parser, DeserializationContext context) throws IOException {
            JsonStreamContext here = parser.getParsingContext();
            JsonStreamContext around = parser.currentToken().isStructStart() ? here.getParent() : here;
            try {
                Object value = property.deserialize(parser, context);
                return value instanceof Whole part && !part.lacksNothing() ? null : value;
            } catch (JsonMappingException e) {
                while (parser.getParsingContext() != around && parser.nextToken() != null) {
                    // what is left of the value
                }
                return null;
            }
        }

        @SuppressWarnings("unchecked") // the data of a Secret
        private Object shared(SettableBeanProperty property, JsonParser parser, DeserializationContext context)
                throws IOException {
            Map<String, String> data = (Map<String, String>) property.deserialize(parser, context);
            if (data != null) {
                data.replaceAll((key, content) -> contents.shared(content));
            }
            return data;
        }
    }

    /** Any text. */
    private static final class Texts extends StdScalarDeserializer<String> {

        private static final long serialVersionUID = 1L;

        private static final int HELD = 4_096;

        /** Longer ones are seldom alike, and would be held for nothing. */
        private static final int LONGEST = 256;

        private final transient RecentValues recent = new RecentValues(HELD);

        Texts() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = StringDeserializer.instance.deserialize(parser, context);
            return text == null || text.length() > LONGEST ? text : recent.shared(text);
        }
    }

    /** Reads the value of a property. */
    private interface Reader {

        Object read(SettableBeanProperty property, JsonParser parser, DeserializationContext context)
                throws IOException;
    }

    /** A property whose value is read in another way. */
    private static final class ReadBy extends SettableBeanProperty.Delegating {

        private static final long serialVersionUID = 1L;

        private final transient Reader reader;

        ReadBy(SettableBeanProperty delegate, Reader reader) {
            super(delegate);
            this.reader = reader;
        }

        @Override
        protected SettableBeanProperty withDelegate(SettableBeanProperty property) {
            return new ReadBy(property, reader);
        }

        @Override
        public void deserializeAndSet(JsonParser parser, DeserializationContext context, Object bean)
                throws IOException {
            delegate.set(bean, reader.read(delegate, parser, context));
        }

        @Override
        public Object deserializeSetAndReturn(JsonParser parser, DeserializationContext context, Object bean)
                throws IOException {
            return delegate.setAndReturn(bean, reader.read(delegate, parser, context));
        }
    }
}
