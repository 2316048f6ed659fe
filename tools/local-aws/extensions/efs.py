"""EFS: moto makes file systems and does not change them, and knows neither backup nor overwrite protection."""

import json

from moto.efs import urls
from moto.efs.exceptions import FileSystemNotFound
from moto.efs.models import FileSystem
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
    file_system.file_system_protection = {"ReplicationOverwriteProtection": self._get_param("ReplicationOverwriteProtection")}
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
