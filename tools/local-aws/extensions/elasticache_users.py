"""ElastiCache: users, which moto does not change, and user groups, which it does not have."""

from moto.core.responses import ActionResult, PaginatedResult
from moto.elasticache.exceptions import ElastiCacheException, UserNotFound
from moto.elasticache.models import User
from moto.elasticache.responses import ElastiCacheResponse

from . import adds, completes
from .elasticache import REFERENCE, arn_of, kept

# What a request calls a kind of authentication, and what the answer calls it.
# https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_Authentication.html
ANSWERED_TYPES = {"no-password-required": "no-password"}


def _authentication(user):
    kind = "no-password-required" if user.no_password_required else user.authentication_type
    return {"Type": ANSWERED_TYPES.get(kind, kind), "PasswordCount": len(user.passwords)}


User.authentication = property(_authentication)


# --- Users -------------------------------------------------------------------


def _user(backend, user_id):
    if user_id not in backend.users:
        raise UserNotFound(user_id)
    return backend.users[user_id]


@adds(ElastiCacheResponse, REFERENCE + "API_ModifyUser.html")
def modify_user(self):
    user = _user(self.elasticache_backend, self._get_param("UserId"))
    mode = self._get_param("AuthenticationMode", {})
    if self._get_param("Engine"):
        user.engine = self._get_param("Engine")
    if self._get_param("AccessString"):
        user.access_string = self._get_param("AccessString")
    if self._get_param("AppendAccessString"):
        user.access_string = f"{user.access_string} {self._get_param('AppendAccessString')}"
    passwords = mode.get("Passwords") or self._get_param("Passwords") or []
    kind = mode.get("Type")
    if kind is None and passwords:
        kind = "password"
    elif kind is None and self._get_param("NoPasswordRequired"):
        kind = "no-password-required"
    if kind is not None:
        user.authentication_type, user.passwords = kind, passwords
        user.no_password_required = kind == "no-password-required"
    return ActionResult(user)


@completes(ElastiCacheResponse, REFERENCE + "API_DeleteUser.html")
def delete_user(self, moto):
    """A user that goes leaves its groups."""
    answer = moto()
    for group in _groups(self).values():
        _set_users(self, group, [user_id for user_id in group["UserIds"] if user_id != self._get_param("UserId")])
    return answer


# --- User groups -------------------------------------------------------------


def _groups(self):
    return kept(self.elasticache_backend, "user_groups")


def _asked(self):
    group_id = self._get_param("UserGroupId")
    if group_id not in _groups(self):
        raise ElastiCacheException("UserGroupNotFound", f"User group {group_id} not found.")
    return _groups(self)[group_id]


def _set_users(self, group, user_ids):
    group_id, backend = group["UserGroupId"], self.elasticache_backend
    names = [_user(backend, user_id).name for user_id in user_ids]
    if len(set(names)) < len(names):
        raise ElastiCacheException("DuplicateUserName", "A user group cannot contain two users with the same user name.")
    if group["Engine"] == "redis" and "default" not in names:
        raise ElastiCacheException("DefaultUserRequired", "User group needs to contain a user with the user name default.")
    group["UserIds"] = user_ids
    for user in backend.users.values():
        others = [one for one in user.user_group_ids if one != group_id]
        user.user_group_ids = [*others, group_id] if user.id in user_ids else others


def _answer(self, group):
    """A group tells which caches let its users in."""
    replication_groups = self.elasticache_backend.replication_groups.values()
    uses = [one.replication_group_id for one in replication_groups if group["UserGroupId"] in one.user_group_ids]
    return {**group, "ReplicationGroups": uses}


@adds(ElastiCacheResponse, REFERENCE + "API_CreateUserGroup.html")
def create_user_group(self):
    group_id, backend = self._get_param("UserGroupId"), self.elasticache_backend
    if group_id in _groups(self):
        raise ElastiCacheException("UserGroupAlreadyExists", f"User group {group_id} already exists.")
    group = {
        "UserGroupId": group_id,
        "Status": "active",
        "Engine": self._get_param("Engine"),
        "UserIds": [],
        "MinimumEngineVersion": "6.0",
        "ARN": arn_of(backend, "usergroup", group_id),
    }
    _set_users(self, group, self._get_param("UserIds", []))
    _groups(self)[group_id] = group
    backend.tagging_service.tag_resource(group["ARN"], self._get_param("Tags", []))
    return ActionResult(_answer(self, group))


@adds(ElastiCacheResponse, REFERENCE + "API_DescribeUserGroups.html")
def describe_user_groups(self):
    groups = [_asked(self)] if self._get_param("UserGroupId") else _groups(self).values()
    return PaginatedResult({"UserGroups": [_answer(self, group) for group in groups]})


@adds(ElastiCacheResponse, REFERENCE + "API_ModifyUserGroup.html")
def modify_user_group(self):
    group, removed = _asked(self), self._get_param("UserIdsToRemove", [])
    group["Engine"] = self._get_param("Engine") or group["Engine"]
    stay = [user_id for user_id in group["UserIds"] if user_id not in removed]
    _set_users(self, group, [*stay, *self._get_param("UserIdsToAdd", [])])
    return ActionResult(_answer(self, group))


@adds(ElastiCacheResponse, REFERENCE + "API_DeleteUserGroup.html")
def delete_user_group(self):
    group = _answer(self, _asked(self))
    for user in self.elasticache_backend.users.values():
        user.user_group_ids = [group_id for group_id in user.user_group_ids if group_id != group["UserGroupId"]]
    del _groups(self)[group["UserGroupId"]]
    return ActionResult({**group, "Status": "deleting"})
