"""RDS: moto forgets a subnet group as soon as it is changed."""

from moto.core.responses import ActionResult
from moto.rds.responses import RDSResponse

from . import completes


@completes(RDSResponse, "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBSubnetGroup.html")
def modify_db_subnet_group(self, moto):
    result = moto().result
    group = result["DBSubnetGroup"]
    self.backend.subnet_groups[group.name] = group
    return ActionResult(result)
