package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the ECR Public Gallery shows of a repository. A logo goes in as an image and comes back as an address.
 *
 * @param description short description
 * @param architectures what the images run on; ones that the gallery does not know are kept too
 * @param operatingSystems likewise
 * @param logoUrl where the logo is
 * @param aboutText long description, Markdown
 * @param usageText how to use the images, Markdown
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECRPublic/latest/APIReference/API_RepositoryCatalogDataInput.html">RepositoryCatalogDataInput</a>
 */
record CatalogData(
        Optional<String> description,
        Optional<List<String>> architectures,
        Optional<List<String>> operatingSystems,
        Optional<String> logoUrl,
        Optional<String> aboutText,
        Optional<String> usageText) {
    private static final int MAX_DESCRIPTION = 1024;
    private static final int MAX_TEXT = 25_600;
    private static final int MAX_ITEMS = 50;
    private static final int MAX_ITEM = 50;
    private static final int MAX_LOGO = 512_000;

    static CatalogData from(Parameters given) {
        return new CatalogData(
                given.string("description", 0, MAX_DESCRIPTION),
                names(given, "architectures"),
                names(given, "operatingSystems"),
                given.blob("logoImageBlob", 0, MAX_LOGO).map(CatalogData::logoUrl),
                given.string("aboutText", 0, MAX_TEXT),
                given.string("usageText", 0, MAX_TEXT));
    }

    private static Optional<List<String>> names(Parameters given, String list) {
        Optional<List<String>> names = given.strings(list, 0, MAX_ITEMS);
        names.orElse(List.of()).forEach(name -> Parameters.checkLength(given.path() + list, name, 1, MAX_ITEM));
        return names;
    }

    private static String logoUrl(byte[] logo) {
        return "https://d3g9o9u8re44ak.cloudfront.net/logo/%s.png".formatted(UUID.nameUUIDFromBytes(logo));
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object();
        description.ifPresent(text -> json.put("description", text));
        architectures.ifPresent(names -> names.forEach(json.putArray("architectures")::add));
        operatingSystems.ifPresent(names -> names.forEach(json.putArray("operatingSystems")::add));
        logoUrl.ifPresent(url -> json.put("logoUrl", url));
        aboutText.ifPresent(text -> json.put("aboutText", text));
        usageText.ifPresent(text -> json.put("usageText", text));
        return json.put("marketplaceCertified", false);
    }
}
