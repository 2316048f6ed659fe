"""EKS: what every part of a cluster shares here: its address, its updates and its tags.

Moto makes clusters and little else. What ours keep lies on moto's cluster, and is gone with it.
"""

from moto.core.responses import ActionResult, EmptyResult
from moto.core.utils import utcnow
from moto.eks import urls
from moto.eks.exceptions import ResourceInUseException, ResourceNotFoundException
from moto.eks.responses import EKSResponse
from moto.moto_api._internal import mock_random

from . import adds, completes

REFERENCE = "https://docs.aws.amazon.com/eks/latest/APIReference/"

# Which operation is meant, moto finds out from the method and the address.
for _path in ("/clusters/(?P<name>[^/]+)/(?P<rest>.+)$", "/addons/(?P<what>[^/]+)$", "/access-policies$", "/cluster-versions$"):
    urls.url_paths["{0}" + _path] = urls.response.dispatch


def cluster_of(self):
    """The cluster of the request."""
    return self.eks_backend.describe_cluster(name=self._get_param("name"))


def kept(cluster, kind):
    """Parts of a cluster that moto does not know, by name."""
    return cluster.__dict__.setdefault(kind, {})


def found(parts, name, what):
    """A part by its name."""
    if name not in parts:
        raise ResourceNotFoundException(message=f"No {what} found for name: {name}.")
    return parts[name]


def require_new(parts, name, what):
    if name in parts:
        raise ResourceInUseException(message=f"{what} already exists: {name}.")


def given(self, *names):
    """The members of the request that are there."""
    return {name: self._get_param(name) for name in names if self._get_param(name) is not None}


def arn_of(self, kind, path):
    return f"arn:{self.partition}:eks:{self.region}:{self.current_account}:{kind}/{path}"


def asked_of_address(self, name):
    """All values of a parameter in the address."""
    return self.querystring.get(name, [])


# --- Updates -----------------------------------------------------------------


def update_of(cluster, kind, **params):
    """A change of a cluster or of a part of it, done at once.

    https://docs.aws.amazon.com/eks/latest/APIReference/API_Update.html
    """
    update = {
        "id": str(mock_random.uuid4()),
        "status": "Successful",
        "type": kind,
        "params": [{"type": name, "value": str(value)} for name, value in params.items()],
        "createdAt": utcnow(),
        "errors": [],
    }
    kept(cluster, "updates")[update["id"]] = update
    return ActionResult({"update": update})


@adds(EKSResponse, REFERENCE + "API_DescribeUpdate.html")
def describe_update(self):
    return ActionResult({"update": found(kept(cluster_of(self), "updates"), self._get_param("updateId"), "update")})


@adds(EKSResponse, REFERENCE + "API_ListUpdates.html")
def list_updates(self):
    return ActionResult({"updateIds": list(kept(cluster_of(self), "updates"))})


# --- Tags --------------------------------------------------------------------

# Kinds of part that ours keep, and the member that is their ARN.
TAGGED = {
    "addons": "addonArn",
    "access_entries": "accessEntryArn",
    "pod_identity_associations": "associationArn",
    "identity_provider_configs": "identityProviderConfigArn",
}


def _tags(self):
    """The tags of whatever has the ARN of the request, to be read and changed."""
    arn = self._extract_arn_from_path()
    for cluster in self.eks_backend.clusters.values():
        objects = {cluster.arn: cluster}
        objects.update({group.arn: group for group in cluster.nodegroups.values()})
        objects.update({profile.fargate_profile_arn: profile for profile in cluster.fargate_profiles.values()})
        if arn in objects:
            return objects[arn].tags
        for kind, member in TAGGED.items():
            for part in kept(cluster, kind).values():
                if part[member] == arn:
                    return part["tags"]
    raise ResourceNotFoundException(message=f"Resource was not found: {arn}")


@completes(EKSResponse, REFERENCE + "API_ListTagsForResource.html")
def list_tags_for_resource(self, moto):
    """Moto knows tags of clusters only."""
    return ActionResult({"tags": _tags(self)})


@completes(EKSResponse, REFERENCE + "API_TagResource.html")
def tag_resource(self, moto):
    _tags(self).update(self._get_param("tags"))
    return EmptyResult()


@completes(EKSResponse, REFERENCE + "API_UntagResource.html")
def untag_resource(self, moto):
    tags = _tags(self)
    for key in asked_of_address(self, "tagKeys"):
        tags.pop(key, None)
    return EmptyResult()
