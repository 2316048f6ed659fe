"""EFS: moto makes file systems and does not change them, and knows neither backup, overwrite protection nor replication."""

import json
import time

from moto.efs import urls
from moto.efs.exceptions import EFSError, FileSystemNotFound
from moto.efs.models import FileSystem, efs_backends
from moto.efs.responses import EFSResponse

from . import adds, completes

REFERENCE = "https://docs.aws.amazon.com/efs/latest/ug/"

urls.url_paths["/2015-02-01/file-systems/<file_system_id>/protection"] = urls.response.dispatch


def _file_system(self):
    file_system_id = self._get_param("FileSystemId")
    if file_system_id not in self.efs_backend.file_systems_by_id:
        raise FileSystemNotFound(file_system_id)
    return self.efs_backend.file_systems_by_id[file_system_id]


def _answer(content, status=200):
    return json.dumps(content), {"status": status, "Content-Type": "application/json"}


# --- File systems ------------------------------------------------------------


@completes(EFSResponse, REFERENCE + "API_CreateFileSystem.html")
def create_file_system(self, moto):
    """Every file system is protected from being overwritten by a replica until it is said otherwise."""
    created = json.loads(moto()[0])
    file_system = self.efs_backend.file_systems_by_id[created["FileSystemId"]]
    file_system.file_system_protection = {"ReplicationOverwriteProtection": "ENABLED"}
    return _answer(file_system.info_json(), 201)


@adds(EFSResponse, REFERENCE + "API_UpdateFileSystem.html")
def update_file_system(self):
    file_system = _file_system(self)
    if self._get_param("ThroughputMode"):
        file_system.throughput_mode = self._get_param("ThroughputMode")
    is_provisioned = file_system.throughput_mode == "provisioned"
    given = self._get_param("ProvisionedThroughputInMibps", file_system.provisioned_throughput_in_mibps)
    file_system.provisioned_throughput_in_mibps = given if is_provisioned else None
    return _answer(file_system.info_json(), 202)


@adds(EFSResponse, REFERENCE + "API_UpdateFileSystemProtection.html")
def update_file_system_protection(self):
    file_system = _file_system(self)
    protection = self._get_param("ReplicationOverwriteProtection")
    file_system.file_system_protection = {"ReplicationOverwriteProtection": protection}
    return _answer(file_system.file_system_protection)


# --- Policies ----------------------------------------------------------------

# https://docs.aws.amazon.com/efs/latest/ug/API_DescribeBackupPolicy.html
FileSystem.backup_policy = property(lambda self: {"Status": "ENABLED" if self._backup else "DISABLED"})


@adds(EFSResponse, REFERENCE + "API_PutBackupPolicy.html")
def put_backup_policy(self):
    file_system = _file_system(self)
    file_system._backup = self._get_param("BackupPolicy")["Status"] == "ENABLED"
    return _answer({"BackupPolicy": file_system.backup_policy})


@adds(EFSResponse, REFERENCE + "API_DeleteFileSystemPolicy.html")
def delete_file_system_policy(self):
    _file_system(self).file_system_policy = None
    return _answer({})


# --- Replication -------------------------------------------------------------

urls.url_paths["/2015-02-01/file-systems/replication-configurations"] = urls.response.dispatch
urls.url_paths["/2015-02-01/file-systems/<file_system_id>/replication-configuration"] = urls.response.dispatch


class ReplicationNotFound(EFSError):
    code = 404

    def __init__(self, file_system_id):
        message = f"Replication configuration for file system '{file_system_id}' does not exist."
        super().__init__("ReplicationNotFound", message)


def _replications(backend):
    """By the id of either file system, in the region of each; kept on moto's backend, so that a reset forgets them."""
    return backend.__dict__.setdefault("replication_configurations", {})


@adds(EFSResponse, REFERENCE + "API_CreateReplicationConfiguration.html")
def create_replication_configuration(self):
    """The replica is made in its region, unless it is there. Nobody but EFS writes to it from then on."""
    source_id = self._get_param("SourceFileSystemId")
    if source_id not in self.efs_backend.file_systems_by_id:
        raise FileSystemNotFound(source_id)
    source, wanted = self.efs_backend.file_systems_by_id[source_id], self._get_param("Destinations")[0]
    region = wanted.get("Region") or self.region
    there = efs_backends[self.current_account][region]
    replica_id = wanted.get("FileSystemId")
    replica = there.file_systems_by_id[replica_id] if replica_id else _make_replica(there, source, wanted)
    replica.file_system_protection = {"ReplicationOverwriteProtection": "REPLICATING"}
    configuration = {
        "SourceFileSystemId": source_id,
        "SourceFileSystemRegion": self.region,
        "SourceFileSystemArn": source.file_system_arn,
        "OriginalSourceFileSystemArn": source.file_system_arn,
        "SourceFileSystemOwnerId": self.current_account,
        "CreationTime": time.time(),
        "Destinations": [
            {
                "Status": "ENABLED",
                "FileSystemId": replica.file_system_id,
                "Region": region,
                "OwnerId": self.current_account,
                "LastReplicatedTimestamp": time.time(),
            }
        ],
    }
    _replications(self.efs_backend)[source_id] = configuration
    _replications(there)[replica.file_system_id] = configuration
    return _answer(configuration)


def _make_replica(backend, source, wanted):
    zone = wanted.get("AvailabilityZoneName")
    return backend.create_file_system(
        creation_token=f"replica-of-{source.file_system_id}",
        performance_mode="generalPurpose",
        encrypted=True,
        kms_key_id=wanted.get("KmsKeyId"),
        throughput_mode="elastic",
        provisioned_throughput_in_mibps=None,
        availability_zone_name=zone,
        backup=bool(zone),
        tags=[],
    )


@adds(EFSResponse, REFERENCE + "API_DescribeReplicationConfigurations.html")
def describe_replication_configurations(self):
    file_system_id, known = self._get_param("FileSystemId"), _replications(self.efs_backend)
    if file_system_id and file_system_id not in known:
        raise ReplicationNotFound(file_system_id)
    return _answer({"Replications": [known[file_system_id]] if file_system_id else list(known.values())})


@adds(EFSResponse, REFERENCE + "API_DeleteReplicationConfiguration.html")
def delete_replication_configuration(self):
    """The replica stays. It can be written to again, and is protected again."""
    source_id = self._get_param("SourceFileSystemId")
    if source_id not in _replications(self.efs_backend):
        raise ReplicationNotFound(source_id)
    configuration = _replications(self.efs_backend).pop(source_id)
    for destination in configuration["Destinations"]:
        there = efs_backends[self.current_account][destination["Region"]]
        _replications(there).pop(destination["FileSystemId"], None)
        replica = there.file_systems_by_id.get(destination["FileSystemId"])
        if replica:
            replica.file_system_protection = {"ReplicationOverwriteProtection": "ENABLED"}
    return _answer({}, 204)
