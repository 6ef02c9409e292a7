-- users.find
select *
from "console_user"
where "user_id" = ?;

-- users.findByDigest
select *
from "console_user"
where "digest" = ?;

-- users.list
select *
from "console_user"
order by "created_at", "user_id";

-- users.countWaiting
select count(*) as "users"
from "console_user" as "u"
where "u"."disabled_at" is null and not exists (select "c"."credential_id"
from "credential" as "c"
where "c"."user_id" = "u"."user_id" and "c"."kind" = ?);

-- users.insert
insert into "console_user" ("user_id", "digest", "role", "created_at", "created_by", "disabled_at", "sealed")
values (?, ?, ?, ?, ?, ?, ?);

-- users.changeRole
update "console_user"
set "role" = ?
where "user_id" = ?;

-- users.disable
update "console_user"
set "disabled_at" = ?
where "user_id" = ?;

-- users.listCredentials
select *
from "credential"
where "user_id" = ?
order by "created_at", "credential_id";

-- users.findCredential
select *
from "credential"
where "digest" = ?;

-- users.insertCredentials
insert into credential (credential_id, user_id, kind, digest, created_at, sealed) select value ->> 0, value ->> 1, value ->> 2, unhex(value ->> 3), value ->> 4, unhex(value ->> 5)
from json_each(?);

-- users.removeCredentials
delete
from "credential"
where "credential_id" in (select value
from json_each(?));

-- users.removeCredentialsOf
delete
from "credential"
where "user_id" = ?;

-- users.requireProven
insert into console_user select u.*
from console_user as u
where u.user_id = ? and not ( u.disabled_at is null and ? = ( select count(*)
from credential as c
where c.user_id = u.user_id and c.credential_id in (select value
from json_each(?))) and (? is null or exists ( select 1
from console_session as s
where s.user_id = u.user_id and s.session_id = ?)));

-- users.requireOtherAdministrator
insert into console_user select u.*
from console_user as u
where u.user_id = ? and u.role = 'administrator' and u.disabled_at is null and not exists ( select 1
from console_user as other join credential as c on c.user_id = other.user_id and c.kind = 'password'
where other.user_id <> u.user_id and other.role = 'administrator' and other.disabled_at is null);

-- users.touchCredential
update "credential"
set "last_used_at" = ?
where "credential_id" = ?;

update "credential"
set "last_used_at" = ?, "sealed" = ?
where "credential_id" = ?;
