/**
 * What conversions from other tools have in common: the objects, the remarks on them, and the commands that part with the tool.
 *
 * <p>May use: {@code cli.export.object}, {@code cli.manifest}.
 */
package io.ecroperator.cli.export.conversion;
