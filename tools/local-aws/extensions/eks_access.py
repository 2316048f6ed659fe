"""EKS: access entries and the policies associated with them. Moto has none.

https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html
"""

from moto.core.responses import ActionResult, EmptyResult
from moto.core.utils import utcnow
from moto.eks.exceptions import InvalidParameterException, InvalidRequestException
from moto.eks.responses import EKSResponse
from moto.moto_api._internal import mock_random

from . import adds
from .eks import REFERENCE, arn_of, cluster_of, found, given, kept, require_new

# Types whose users EKS names by itself, and the groups that it puts them into.
_NODES = {
    "EC2": ("system:node:{{EC2PrivateDNSName}}", ["system:nodes"]),
    "EC2_LINUX": ("system:node:{{EC2PrivateDNSName}}", ["system:nodes"]),
    "EC2_WINDOWS": ("system:node:{{EC2PrivateDNSName}}", ["system:nodes", "eks:kube-proxy-windows"]),
    "FARGATE_LINUX": ("system:node:{{SessionName}}", ["system:bootstrappers", "system:nodes", "system:node-proxier"]),
    "HYBRID_LINUX": ("system:node:{{SessionName}}", ["system:nodes"]),
}

# https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html
POLICIES = (
    "AmazonEKSAdminPolicy",
    "AmazonEKSAdminViewPolicy",
    "AmazonEKSAutoNodePolicy",
    "AmazonEKSBlockStoragePolicy",
    "AmazonEKSClusterAdminPolicy",
    "AmazonEKSComputePolicy",
    "AmazonEKSEditPolicy",
    "AmazonEKSHybridPolicy",
    "AmazonEKSLoadBalancingPolicy",
    "AmazonEKSNetworkingPolicy",
    "AmazonEKSViewPolicy",
)


def _cluster(self):
    cluster = cluster_of(self)
    if cluster.accessConfig["authenticationMode"] == "CONFIG_MAP":
        message = "The cluster's authentication mode must be set to one of [API, API_AND_CONFIG_MAP] to perform this operation."
        raise InvalidRequestException(message=message)
    return cluster


def _entry(self):
    return found(kept(_cluster(self), "access_entries"), self._get_param("principalArn"), "access entry")


def _shown(entry):
    return ActionResult({"accessEntry": {name: value for name, value in entry.items() if name != "policies"}})


# --- Entries -----------------------------------------------------------------


@adds(EKSResponse, REFERENCE + "API_CreateAccessEntry.html")
def create_access_entry(self):
    cluster, principal = _cluster(self), self._get_param("principalArn")
    require_new(kept(cluster, "access_entries"), principal, "The specified access entry resource")
    kind, groups = self._get_param("type", "STANDARD"), self._get_param("kubernetesGroups") or []
    if kind in _NODES and (groups or self._get_param("username")):
        raise InvalidParameterException(message=f"Groups and a username are of STANDARD access entries, not of {kind}")
    if any(group.startswith("system:") for group in groups):
        raise InvalidParameterException(message="The kubernetes group name must not start with system:")
    entry = _made(self, cluster, principal, kind)
    entry.update(given(self, "username", "tags"))
    entry["kubernetesGroups"] = entry["kubernetesGroups"] or groups
    return _shown(entry)


def _made(self, cluster, principal, kind):
    account, name = principal.split(":")[4], principal.split("/")[-1]
    session = f"arn:{self.partition}:sts::{account}:assumed-role/{name}/{{{{SessionName}}}}"
    username, groups = _NODES.get(kind, (session if ":role/" in principal else principal, []))
    kind_of_principal = "role" if ":role/" in principal else "user"
    path = f"{cluster.name}/{kind_of_principal}/{account}/{name}/{mock_random.uuid4()}"
    entry = {
        "clusterName": cluster.name,
        "principalArn": principal,
        "kubernetesGroups": groups,
        "accessEntryArn": arn_of(self, "access-entry", path),
        "createdAt": utcnow(),
        "modifiedAt": utcnow(),
        "tags": {},
        "username": username,
        "type": kind,
        "policies": {},
    }
    kept(cluster, "access_entries")[principal] = entry
    return entry


def enter(self, cluster, role_arn, kind):
    """Node groups and Fargate profiles come with an entry for their role, where clusters have entries."""
    entries = kept(cluster, "access_entries")
    if cluster.accessConfig["authenticationMode"] != "CONFIG_MAP" and role_arn not in entries:
        _made(self, cluster, role_arn, kind)


def leave(cluster, role_arn):
    """The entry goes with the last that uses the role."""
    roles = [group.node_role for group in cluster.nodegroups.values()]
    roles += [profile.pod_execution_role_arn for profile in cluster.fargate_profiles.values()]
    if role_arn not in roles:
        kept(cluster, "access_entries").pop(role_arn, None)


@adds(EKSResponse, REFERENCE + "API_DescribeAccessEntry.html")
def describe_access_entry(self):
    return _shown(_entry(self))


@adds(EKSResponse, REFERENCE + "API_ListAccessEntries.html")
def list_access_entries(self):
    policy, entries = self._get_param("associatedPolicyArn"), kept(_cluster(self), "access_entries")
    return ActionResult({"accessEntries": [arn for arn, entry in entries.items() if not policy or policy in entry["policies"]]})


@adds(EKSResponse, REFERENCE + "API_UpdateAccessEntry.html")
def update_access_entry(self):
    entry = _entry(self)
    entry.update(given(self, "kubernetesGroups", "username"), modifiedAt=utcnow())
    return _shown(entry)


@adds(EKSResponse, REFERENCE + "API_DeleteAccessEntry.html")
def delete_access_entry(self):
    entry = _entry(self)
    del kept(cluster_of(self), "access_entries")[entry["principalArn"]]
    return EmptyResult()


# --- Policies ----------------------------------------------------------------


def _policy_arn(self, name):
    return f"arn:{self.partition}:eks::aws:cluster-access-policy/{name}"


@adds(EKSResponse, REFERENCE + "API_ListAccessPolicies.html")
def list_access_policies(self):
    return ActionResult({"accessPolicies": [{"name": name, "arn": _policy_arn(self, name)} for name in POLICIES]})


@adds(EKSResponse, REFERENCE + "API_AssociateAccessPolicy.html")
def associate_access_policy(self):
    entry, policy = _entry(self), self._get_param("policyArn")
    if policy not in [_policy_arn(self, name) for name in POLICIES]:
        raise InvalidParameterException(message=f"The specified policyArn is invalid: {policy}")
    if entry["type"] not in ("STANDARD", "EC2"):
        raise InvalidRequestException(message=f"Access policies cannot be associated with access entries of type {entry['type']}")
    scope, now = self._get_param("accessScope"), utcnow()
    if (scope["type"] == "namespace") != bool(scope.get("namespaces")):
        raise InvalidParameterException(message="Namespaces must be specified for the scope type namespace, and for no other")
    before = entry["policies"].get(policy, {"associatedAt": now})
    entry["policies"][policy] = {**before, "policyArn": policy, "accessScope": scope, "modifiedAt": now}
    return ActionResult({**_of_entry(entry), "associatedAccessPolicy": entry["policies"][policy]})


def _of_entry(entry):
    return {"clusterName": entry["clusterName"], "principalArn": entry["principalArn"]}


@adds(EKSResponse, REFERENCE + "API_ListAssociatedAccessPolicies.html")
def list_associated_access_policies(self):
    entry = _entry(self)
    return ActionResult({**_of_entry(entry), "associatedAccessPolicies": list(entry["policies"].values())})


@adds(EKSResponse, REFERENCE + "API_DisassociateAccessPolicy.html")
def disassociate_access_policy(self):
    entry = _entry(self)
    found(entry["policies"], self._get_param("policyArn"), "access policy")
    del entry["policies"][self._get_param("policyArn")]
    return EmptyResult()
