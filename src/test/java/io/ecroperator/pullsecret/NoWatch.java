package io.ecroperator.pullsecret;

import io.fabric8.kubernetes.api.model.Secret;

/** Nobody watches what is written. */
final class NoWatch implements WrittenSecrets {

    @Override
    public void created(Secret secret) {}

    @Override
    public void updated(Secret after, Secret before) {}
}
