package io.ecroperator.registry;

import io.ecroperator.aws.view.ViewState;
import java.util.OptionalInt;

/**
 * How a registry stands that something uses.
 *
 * @param state how far it can be listed
 * @param repositories how many the last listing found; empty where it could not be listed whole
 */
record Health(ViewState state, OptionalInt repositories) {}
