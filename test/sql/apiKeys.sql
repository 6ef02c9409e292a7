-- apiKeys.findByDigest
select "k".*, "s"."name" as "source"
from "api_key" as "k"
inner join "source" as "s" on "s"."source_id" = "k"."source_id"
where "digest" = ?;

-- apiKeys.list
select "k".*, "s"."name" as "source"
from "api_key" as "k"
inner join "source" as "s" on "s"."source_id" = "k"."source_id"
order by "created_at", "key_id";

-- apiKeys.insert
insert into "api_key" ("key_id", "digest", "source_id", "scopes", "created_at", "expires_at") select ? as "key_id", ? as "digest", "source_id", ? as "scopes", ? as "created_at", ? as "expires_at"
from "source"
where "name" = ?;

insert into "source" ("name")
values (?)
on conflict ("name") do nothing;

-- apiKeys.revoke
update "api_key"
set "revoked_at" = ?
where "key_id" = ? and "revoked_at" is null;

-- apiKeys.touch
update "api_key"
set "last_used_at" = ?
where "key_id" = ?;
