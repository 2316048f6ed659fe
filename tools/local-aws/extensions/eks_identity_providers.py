"""EKS: the OpenID Connect provider whose users a cluster lets in. Moto has none.

https://docs.aws.amazon.com/eks/latest/userguide/authenticate-oidc-identity-provider.html
"""

import json

from moto.core.responses import ActionResult
from moto.eks.exceptions import InvalidRequestException
from moto.eks.responses import EKSResponse
from moto.moto_api._internal import mock_random

from . import adds
from .eks import REFERENCE, arn_of, cluster_of, found, kept, update_of


def _configs(self):
    return kept(cluster_of(self), "identity_provider_configs")


def _config(self):
    name = json.loads(self.body)["identityProviderConfig"]["name"]
    return found(_configs(self), name, "identity provider config")


@adds(EKSResponse, REFERENCE + "API_AssociateIdentityProviderConfig.html")
def associate_identity_provider_config(self):
    """A cluster has one at most."""
    cluster, oidc, tags = cluster_of(self), self._get_param("oidc"), self._get_param("tags") or {}
    name = oidc["identityProviderConfigName"]
    if _configs(self):
        raise InvalidRequestException(message="Cluster already has an identity provider config")
    arn = arn_of(self, "identityproviderconfig", f"{cluster.name}/oidc/{name}/{mock_random.uuid4()}")
    _configs(self)[name] = {
        **oidc,
        "identityProviderConfigArn": arn,
        "clusterName": cluster.name,
        "tags": tags,
        "status": "ACTIVE",
    }
    update = update_of(cluster, "AssociateIdentityProviderConfig", IdentityProviderConfig=name)
    return ActionResult({**update.result, "tags": tags})


@adds(EKSResponse, REFERENCE + "API_DescribeIdentityProviderConfig.html")
def describe_identity_provider_config(self):
    return ActionResult({"identityProviderConfig": {"oidc": _config(self)}})


@adds(EKSResponse, REFERENCE + "API_ListIdentityProviderConfigs.html")
def list_identity_provider_configs(self):
    return ActionResult({"identityProviderConfigs": [{"type": "oidc", "name": name} for name in _configs(self)]})


@adds(EKSResponse, REFERENCE + "API_DisassociateIdentityProviderConfig.html")
def disassociate_identity_provider_config(self):
    name = _config(self)["identityProviderConfigName"]
    del _configs(self)[name]
    return update_of(cluster_of(self), "DisassociateIdentityProviderConfig", IdentityProviderConfig=name)
