"""SSM: public parameters of machine images that moto does not hold. Their ids are made up, and always the same."""

import hashlib
import re

from moto.core.utils import utcnow
from moto.ssm.models import Parameter, ParameterDict

_VERSION = r"(latest|\d+\.\d+\.\d+(-[0-9a-f]{8})?)"

# Each with the page that lists the names.
_IMAGES = [
    # https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-bottlerocket-retrieve-ami.html
    # https://docs.aws.amazon.com/eks/latest/userguide/retrieve-ami-id-bottlerocket.html
    rf"/aws/service/bottlerocket/aws-(ecs-[1-3]|k8s-1\.\d\d)(-nvidia)?(-fips)?/(x86_64|arm64)/{_VERSION}/(image_id|image_version)",
    # https://docs.aws.amazon.com/AmazonECS/latest/developerguide/retrieve-ecs-optimized_AMI.html
    r"/aws/service/ecs/optimized-ami/amazon-linux-2023(/arm64|/gpu|/neuron)?/(recommended|al2023-ami-ecs-[\w.-]+)/(image_id|image_name)",
    # https://docs.aws.amazon.com/eks/latest/userguide/retrieve-ami-id.html
    r"/aws/service/eks/optimized-ami/1\.\d\d/amazon-linux-2023/(x86_64|arm64)/(standard|nvidia|neuron)"
    r"/(recommended|amazon-eks-node-al2023-[\w.-]+)/(image_id|image_name|release_version)",
    # https://docs.aws.amazon.com/eks/latest/userguide/retrieve-windows-ami-id.html
    r"/aws/service/ami-windows-latest/Windows_Server-20\d\d-English-(Core|Full)-EKS_Optimized-1\.\d\d/(image_id|release_version)",
]
_IMAGE = re.compile("|".join(_IMAGES))


def _value(region, name):
    folder, _, what = name.rpartition("/")
    digest = hashlib.sha256(f"{region}{folder}".encode()).hexdigest()
    values = {"image_id": f"ami-{digest[:17]}", "image_version": "1.50.0", "release_version": "1.0.0-20261101"}
    return values.get(what, f"image-{digest[:8]}")


_check_loading_status = ParameterDict._check_loading_status


def _load_image(self, key):
    _check_loading_status(self, key)
    name = str(key or "").split(":")[0]
    # Asking the dictionary itself, not moto's own __contains__, which would come here again.
    if _IMAGE.fullmatch(name) and not dict.__contains__(self, name):
        image = Parameter(
            account_id=self.account_id,
            name=name,
            value=_value(self.region_name, name),
            parameter_type="String",
            description=None,
            allowed_pattern=None,
            keyid=None,
            last_modified_date=utcnow(),
            version=1,
            data_type="text",
        )
        dict.__setitem__(self, name, [image])


ParameterDict._check_loading_status = _load_image
