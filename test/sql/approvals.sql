-- approvals.find
select "a".*, (exists ( select 1
from console_user as u
where a.by like 'user:%' and u.user_id = substr(a.by, 6) and u.disabled_at is null and a.kind || ' ' || u.role in (select value
from json_each(?))) or exists ( select 1
from api_key as k, json_each(k.scopes) as scope
where a.by like 'key:%' and k.key_id = substr(a.by, 5) and k.revoked_at is null and a.kind || ' ' || scope.value in (select value
from json_each(?)))) as "may_answer"
from "approval" as "a"
where "a"."approval_id" = ?
order by "a"."revision";

-- approvals.list
select "a".*, (exists ( select 1
from console_user as u
where a.by like 'user:%' and u.user_id = substr(a.by, 6) and u.disabled_at is null and a.kind || ' ' || u.role in (select value
from json_each(?))) or exists ( select 1
from api_key as k, json_each(k.scopes) as scope
where a.by like 'key:%' and k.key_id = substr(a.by, 5) and k.revoked_at is null and a.kind || ' ' || scope.value in (select value
from json_each(?)))) as "may_answer"
from (select "q"."approval_id", "q"."at"
from "approval" as "q"
where q.revision = 1 and "q"."kind" in (select value
from json_each(?)) and "q"."subject" = ?
order by "q"."at" desc, "q"."approval_id" desc
limit ?) as "asked"
inner join "approval" as "a" on "a"."approval_id" = "asked"."approval_id"
order by "asked"."at" desc, "a"."approval_id" desc, "a"."revision";

select "a".*, (exists ( select 1
from console_user as u
where a.by like 'user:%' and u.user_id = substr(a.by, 6) and u.disabled_at is null and a.kind || ' ' || u.role in (select value
from json_each(?))) or exists ( select 1
from api_key as k, json_each(k.scopes) as scope
where a.by like 'key:%' and k.key_id = substr(a.by, 5) and k.revoked_at is null and a.kind || ' ' || scope.value in (select value
from json_each(?)))) as "may_answer"
from (select "q"."approval_id", "q"."at"
from "approval" as "q"
where q.revision = 1 and "q"."kind" in (select value
from json_each(?)) and (q.at, q.approval_id) < (?, ?)
order by "q"."at" desc, "q"."approval_id" desc
limit ?) as "asked"
inner join "approval" as "a" on "a"."approval_id" = "asked"."approval_id"
order by "asked"."at" desc, "a"."approval_id" desc, "a"."revision";

select "a".*, (exists ( select 1
from console_user as u
where a.by like 'user:%' and u.user_id = substr(a.by, 6) and u.disabled_at is null and a.kind || ' ' || u.role in (select value
from json_each(?))) or exists ( select 1
from api_key as k, json_each(k.scopes) as scope
where a.by like 'key:%' and k.key_id = substr(a.by, 5) and k.revoked_at is null and a.kind || ' ' || scope.value in (select value
from json_each(?)))) as "may_answer"
from (select "q"."approval_id", "q"."at"
from "approval" as "q"
where q.revision = 1 and "q"."kind" in (select value
from json_each(?)) and exists (select 1
from approval as a
where a.approval_id = q.approval_id and a.revision = 2 and a.state = 'approved' and not exists ( select 1
from approval as later
where later.approval_id = a.approval_id and later.revision = 3))
order by "q"."at" desc, "q"."approval_id" desc
limit ?) as "asked"
inner join "approval" as "a" on "a"."approval_id" = "asked"."approval_id"
order by "asked"."at" desc, "a"."approval_id" desc, "a"."revision";

select "a".*, (exists ( select 1
from console_user as u
where a.by like 'user:%' and u.user_id = substr(a.by, 6) and u.disabled_at is null and a.kind || ' ' || u.role in (select value
from json_each(?))) or exists ( select 1
from api_key as k, json_each(k.scopes) as scope
where a.by like 'key:%' and k.key_id = substr(a.by, 5) and k.revoked_at is null and a.kind || ' ' || scope.value in (select value
from json_each(?)))) as "may_answer"
from (select "q"."approval_id", "q"."at"
from "approval" as "q"
where q.revision = 1 and "q"."kind" in (select value
from json_each(?)) and not exists (select 1
from approval as a
where a.approval_id = q.approval_id and a.revision = 2)
order by "q"."at" desc, "q"."approval_id" desc
limit ?) as "asked"
inner join "approval" as "a" on "a"."approval_id" = "asked"."approval_id"
order by "asked"."at" desc, "a"."approval_id" desc, "a"."revision";

-- approvals.insert
insert into "approval" ("approval_id", "revision", "kind", "subject", "state", "at", "by", "sealed")
values (?, ?, ?, ?, ?, ?, ?, ?);

-- approvals.failUnlessApproved
insert into approval select *
from approval as q
where q.approval_id = ? and q.revision = 1 and not exists ( select 1
from approval as a
where a.approval_id = ? and a.revision = 2 and a.state = 'approved' and not exists ( select 1
from approval as later
where later.approval_id = a.approval_id and later.revision = 3) and (exists ( select 1
from console_user as u
where a.by like 'user:%' and u.user_id = substr(a.by, 6) and u.disabled_at is null and a.kind || ' ' || u.role in (select value
from json_each(?))) or exists ( select 1
from api_key as k, json_each(k.scopes) as scope
where a.by like 'key:%' and k.key_id = substr(a.by, 5) and k.revoked_at is null and a.kind || ' ' || scope.value in (select value
from json_each(?)))));

-- approvals.use
insert into approval (approval_id, revision, kind, subject, state, at, by) select a.approval_id, 3, a.kind, a.subject, 'used', ?, ?
from approval as a
where a.revision = 2 and a.state = 'approved' and not exists ( select 1
from approval as later
where later.approval_id = a.approval_id and later.revision = 3) and a.approval_id = ?;

-- approvals.redactMarks
update approval
set sealed = null
where sealed is not null and kind in ('mark_placing', 'mark_release') and approval_id in (select approval_id
from approval
where revision = 1 and at < ?) and not exists ( select 1
from approval as use
where use.approval_id = approval.approval_id and use.state = 'used');
