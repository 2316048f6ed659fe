"""EKS Pod Identity: which role the pods of a service account get. Moto has none of it.

https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html
"""

from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.eks.exceptions import InvalidRequestException, ResourceInUseException
from moto.eks.responses import EKSResponse
from moto.moto_api._internal import mock_random

from . import adds
from .eks import REFERENCE, arn_of, cluster_of, found, given, kept

_CHANGED = ("roleArn", "targetRoleArn", "disableSessionTags", "policy")


def associations_of(cluster):
    return kept(cluster, "pod_identity_associations")


def associate(self, cluster, namespace, service_account, members, owner_arn=None):
    """One association for each service account. An add-on owns those that came with it."""
    for one in associations_of(cluster).values():
        if (one["namespace"], one["serviceAccount"]) == (namespace, service_account):
            raise ResourceInUseException(message=f"Association already exists: {one['associationId']}")
    association_id = f"a-{mock_random.get_random_string(length=17, lower_case=True)}"
    association = {
        "clusterName": cluster.name,
        "namespace": namespace,
        "serviceAccount": service_account,
        "associationArn": arn_of(self, "podidentityassociation", f"{cluster.name}/{association_id}"),
        "associationId": association_id,
        "tags": {},
        "createdAt": utcnow(),
        "modifiedAt": utcnow(),
        "disableSessionTags": False,
        **members,
    }
    if owner_arn:
        association["ownerArn"] = owner_arn
    if members.get("targetRoleArn"):
        association["externalId"] = f"{self.region}/{self.current_account}/{cluster.name}/{namespace}/{service_account}"
    associations_of(cluster)[association_id] = association
    return association


def _association(self):
    return found(associations_of(cluster_of(self)), self._get_param("associationId"), "association")


def _free_association(self):
    association = _association(self)
    if association.get("ownerArn"):
        raise InvalidRequestException(message=f"The association is managed by the add-on {association['ownerArn']}")
    return association


@adds(EKSResponse, REFERENCE + "API_CreatePodIdentityAssociation.html")
def create_pod_identity_association(self):
    members = given(self, "tags", *_CHANGED)
    place = self._get_param("namespace"), self._get_param("serviceAccount")
    return ActionResult({"association": associate(self, cluster_of(self), *place, members)})


@adds(EKSResponse, REFERENCE + "API_DescribePodIdentityAssociation.html")
def describe_pod_identity_association(self):
    return ActionResult({"association": _association(self)})


@adds(EKSResponse, REFERENCE + "API_ListPodIdentityAssociations.html")
def list_pod_identity_associations(self):
    wanted = given(self, "namespace", "serviceAccount")
    associations = associations_of(cluster_of(self)).values()
    matching = [one for one in associations if all(one[name] == value for name, value in wanted.items())]
    return ActionResult({"associations": matching})


@adds(EKSResponse, REFERENCE + "API_UpdatePodIdentityAssociation.html")
def update_pod_identity_association(self):
    association = _free_association(self)
    association.update(given(self, *_CHANGED), modifiedAt=utcnow())
    return ActionResult({"association": association})


@adds(EKSResponse, REFERENCE + "API_DeletePodIdentityAssociation.html")
def delete_pod_identity_association(self):
    association = _free_association(self)
    del associations_of(cluster_of(self))[association["associationId"]]
    return ActionResult({"association": association})
