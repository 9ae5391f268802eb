package io.ecroperator.publicrepository;

import java.util.Optional;

/**
 * The logo that was written last.
 *
 * @param digest of the picture; empty if the logo was removed
 * @param url where AWS kept it then; empty if AWS has not said
 */
record WrittenLogo(String digest, Optional<String> url) {}
