package io.ecroperator.emulator.dataplane;

/**
 * Who sent a request: the identity whose call to GetAuthorizationToken minted the login.
 *
 * @param account account id, empty for nobody
 * @param roleName name of the role
 * @param sessionName name of the role session
 */
public record Visitor(String account, String roleName, String sessionName) {
    /** Whoever pulls from the public registry without a login, or was refused before being known. */
    public static final Visitor NOBODY = new Visitor("", "", "");
}
