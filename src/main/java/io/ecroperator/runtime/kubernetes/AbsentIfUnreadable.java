package io.ecroperator.runtime.kubernetes;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a value, and reads it as {@code null} if it does not fit its type: text where a list belongs, or an enum constant
 * of a newer version. The whole value is dropped, never a field of it, because an absent field has a meaning of its own.
 */
final class AbsentIfUnreadable extends JsonDeserializer<Object> implements ContextualDeserializer {

    private static final Logger LOG = LoggerFactory.getLogger(AbsentIfUnreadable.class);

    private final JsonDeserializer<Object> reader;

    /** The reader of the value; {@code null} before it is known. */
    AbsentIfUnreadable(JsonDeserializer<Object> reader) {
        this.reader = reader;
    }

    @Override
    public JsonDeserializer<?> createContextual(DeserializationContext context, BeanProperty property)
            throws JsonMappingException {
        return new AbsentIfUnreadable(context.findContextualValueDeserializer(property.getType(), property));
    }

    /** A syntax error is still an error: the buffer reads to the end of the value first. */
    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        try (TokenBuffer buffer = context.bufferForInputBuffering(parser)) {
            buffer.copyCurrentStructure(parser);
            try (JsonParser copy = buffer.asParserOnFirstToken()) {
                return reader.deserialize(copy, context);
            } catch (JsonMappingException e) {
                // Without the value, which may be anything; the path says enough.
                LOG.warn("Part of an object does not fit its type and is read as absent: {}", e.getPathReference());
                return null;
            }
        }
    }
}
