"""EC2: VPC Block Public Access, the settings of an account and region, and the exclusions from them."""

from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.ec2.exceptions import EC2ClientError
from moto.ec2.responses import EC2Response
from moto.moto_api._internal import mock_random

from . import adds

REFERENCE = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/"


def _options(backend):
    """The settings of one account and region, kept on moto's backend so that a reset forgets them."""
    return backend.__dict__.setdefault(
        "block_public_access_options",
        {
            "AwsAccountId": backend.account_id,
            "AwsRegion": backend.region_name,
            "State": "default-state",
            "InternetGatewayBlockMode": "off",
            "LastUpdateTimestamp": utcnow(),
            "ManagedBy": "account",
            "ExclusionsAllowed": "allowed",
        },
    )


def _exclusions(backend):
    return backend.__dict__.setdefault("block_public_access_exclusions", {})


def _exclusion(self):
    exclusion_id = self._get_param("ExclusionId")
    exclusion = _exclusions(self.ec2_backend).get(exclusion_id)
    if exclusion is None or exclusion["State"] == "delete-complete":
        raise EC2ClientError(
            "InvalidVpcBlockPublicAccessExclusionId.NotFound",
            f"The VPC Block Public Access exclusion ID '{exclusion_id}' does not exist",
        )
    return exclusion


def _with_tags(backend, exclusion):
    tags = backend.describe_tags(filters={"resource-id": [exclusion["ExclusionId"]]})
    return {**exclusion, "Tags": [{"Key": tag["key"], "Value": tag["value"]} for tag in tags]}


@adds(EC2Response, REFERENCE + "API_DescribeVpcBlockPublicAccessOptions.html")
def describe_vpc_block_public_access_options(self):
    return ActionResult({"VpcBlockPublicAccessOptions": _options(self.ec2_backend)})


@adds(EC2Response, REFERENCE + "API_ModifyVpcBlockPublicAccessOptions.html")
def modify_vpc_block_public_access_options(self):
    options = _options(self.ec2_backend)
    options["InternetGatewayBlockMode"] = self._get_param("InternetGatewayBlockMode")
    options["State"] = "update-complete"
    options["LastUpdateTimestamp"] = utcnow()
    return ActionResult({"VpcBlockPublicAccessOptions": options})


@adds(EC2Response, REFERENCE + "API_CreateVpcBlockPublicAccessExclusion.html")
def create_vpc_block_public_access_exclusion(self):
    backend = self.ec2_backend
    subnet_id, vpc_id = self._get_param("SubnetId"), self._get_param("VpcId")
    if bool(subnet_id) == bool(vpc_id):
        raise EC2ClientError("InvalidParameterCombination", "Either VpcId or SubnetId must be given, and not both")
    resource = backend.get_subnet(subnet_id) if subnet_id else backend.get_vpc(vpc_id)
    kind = "subnet" if subnet_id else "vpc"
    exclusion_id = f"vpcbpa-exclude-{mock_random.get_random_hex(17)}"
    _exclusions(backend)[exclusion_id] = {
        "ExclusionId": exclusion_id,
        "InternetGatewayExclusionMode": self._get_param("InternetGatewayExclusionMode"),
        "ResourceArn": f"arn:aws:ec2:{backend.region_name}:{backend.account_id}:{kind}/{resource.id}",
        "State": "create-complete",
        "CreationTimestamp": utcnow(),
        "LastUpdateTimestamp": utcnow(),
    }
    tags = self._parse_tag_specification().get("vpc-block-public-access-exclusion", {})
    if tags:
        backend.create_tags([exclusion_id], tags)
    return ActionResult({"VpcBlockPublicAccessExclusion": _with_tags(backend, _exclusions(backend)[exclusion_id])})


@adds(EC2Response, REFERENCE + "API_DescribeVpcBlockPublicAccessExclusions.html")
def describe_vpc_block_public_access_exclusions(self):
    ids = self._get_param("ExclusionIds", [])
    found = [
        _with_tags(self.ec2_backend, exclusion)
        for exclusion in _exclusions(self.ec2_backend).values()
        if not ids or exclusion["ExclusionId"] in ids
    ]
    return ActionResult({"VpcBlockPublicAccessExclusions": found})


@adds(EC2Response, REFERENCE + "API_ModifyVpcBlockPublicAccessExclusion.html")
def modify_vpc_block_public_access_exclusion(self):
    exclusion = _exclusion(self)
    exclusion["InternetGatewayExclusionMode"] = self._get_param("InternetGatewayExclusionMode")
    exclusion["State"] = "update-complete"
    exclusion["LastUpdateTimestamp"] = utcnow()
    return ActionResult({"VpcBlockPublicAccessExclusion": _with_tags(self.ec2_backend, exclusion)})


@adds(EC2Response, REFERENCE + "API_DeleteVpcBlockPublicAccessExclusion.html")
def delete_vpc_block_public_access_exclusion(self):
    """AWS goes on to list a deleted exclusion for a while, with this state."""
    exclusion = _exclusion(self)
    exclusion["State"] = "delete-complete"
    exclusion["DeletionTimestamp"] = utcnow()
    return ActionResult({"VpcBlockPublicAccessExclusion": _with_tags(self.ec2_backend, exclusion)})
