"""EC2: launch templates. Moto mixes a template's own tags with those of its instances, and never changes them."""

from moto.core.responses import ActionResult
from moto.core.types import Base64EncodedString
from moto.ec2.models.launch_templates import LaunchTemplate, LaunchTemplateVersion
from moto.ec2.responses import EC2Response
from moto.ec2.utils import parse_user_data

from . import completes

REFERENCE = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/"

# Moto keeps what the tags were at first. Its constructor assigns them, to nobody's use.
LaunchTemplate.tags = property(lambda template: template.get_tags(), lambda template, tags: None)


@completes(EC2Response, REFERENCE + "API_CreateLaunchTemplate.html")
def create_launch_template(self, moto):
    result = moto().result
    data = self.ec2_backend.get_launch_template(result["LaunchTemplate"]["LaunchTemplateId"]).default_version().data
    of_others = [one for one in data.get("TagSpecifications", []) if one["ResourceType"] != "launch-template"]
    data.pop("TagSpecifications", None)
    if of_others:
        data["TagSpecifications"] = of_others
    return ActionResult(result)


def _user_data(version):
    """Moto reads what came with the first version only, and fails where there is none."""
    given = version.data.get("UserData")
    return given if given is None or isinstance(given, Base64EncodedString) else parse_user_data(given)


LaunchTemplateVersion.user_data = property(_user_data)
