/**
 * The packaged operator with a fleet of repositories under every kind of trouble: killed at every call, answers lost or
 * mangled, calls throttled, refused, dropped or left without an answer, the leader changed. Whatever happens, the end is
 * that of an undisturbed run, and nothing else was written. One report at the end, with the seed.
 */
package io.ecroperator.trouble;
