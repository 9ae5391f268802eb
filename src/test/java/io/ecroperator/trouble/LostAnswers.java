package io.ecroperator.trouble;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The first time that an operation writes to a repository, the write is applied and its answer lost. */
final class LostAnswers implements Trouble {

    private static final Pattern WRITE = Pattern.compile("(Create|Put|Set|Delete|Tag|Untag)[A-Z].*");

    private final Strikes strikes = new Strikes();
    private final Set<String> met = ConcurrentHashMap.newKeySet();

    @Override
    public Fate fate(String operation, String repository) {
        boolean first = WRITE.matcher(operation).matches() && met.add(operation + "/" + repository);
        return first ? strikes.call(operation, Fate.ANSWER_LOST) : Fate.NONE;
    }

    @Override
    public Strikes strikes() {
        return strikes;
    }
}
