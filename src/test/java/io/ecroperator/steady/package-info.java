/**
 * Several kinds of one registry over hours and days: what calls of AWS objects cost while nothing changes and in one change, and
 * what one kind learns from another. The real reconcilers and the real clients on virtual time, against the emulator. May use
 * everything in the tests.
 */
package io.ecroperator.steady;
