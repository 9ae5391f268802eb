/**
 * {@code export --terraform-removed}: the blocks by which Terraform forgets what its state has and the export takes over.
 *
 * <p>May use: {@code cli.export.account}, {@code cli.export.object}, {@code cli.outcome}.
 */
package io.ecroperator.cli.export.terraform;
