# Questions to the stand-in for ECR, and a client of its registry that is not ours; sourced, not run, after hack/lib.sh.
#
#   AWS_ENDPOINT_URL, AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY   for aws-call, which is in PATH as crane is
#   host, registry_proxy, registry_ca   the registry by its name, where it is reached, and whom its certificate is from
# shellcheck shell=bash

# repository NAME EXPRESSION: what a Python expression makes of a repository, called "it", as ECR describes it.
repository() {
    aws-call DescribeRepositories "{\"repositoryNames\": [\"$1\"]}" | json "[$2 for it in it['repositories']][0]"
}

exists() { repository "$1" 'it["repositoryArn"]'; }

is_gone() { ! exists "$1"; }

mutability_is() { [[ $(repository "$1" 'it["imageTagMutability"]') == "$2" ]]; }

has_image() { aws-call ListImages "{\"repositoryName\": \"$1\"}" | grep "\"$2\"" >/dev/null; }

# ---- A client of the registry that is not ours -----------------------------------------------------------------------

# save_login DIRECTORY: the Secret of the namespace team-c as it is now, where clients of Docker registries look for logins.
save_login() {
    mkdir -p "$work/$1"
    kubectl get secret ecr-pull --namespace team-c -o jsonpath='{.data.\.dockerconfigjson}' |
        base64 --decode >"$work/$1/config.json"
}

# with_login DIRECTORY COMMAND…: knows no login but that one, and reaches no host but those of the stand-in.
with_login() {
    DOCKER_CONFIG=$work/$1 HTTPS_PROXY=$registry_proxy SSL_CERT_FILE=$registry_ca "${@:2}"
}

login_has_expired() {
    ! with_login "$1" crane ls "$host/hello" >"$work/client" 2>&1 && grep 'token has expired' "$work/client"
}

login_is_not() { save_login now && ! cmp --silent "$work/$1/config.json" "$work/now/config.json"; }
