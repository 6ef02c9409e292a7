-- audit.list
select *
from "audit_event"
where "audit_no" > ? and "kind" = ? and "kind" not like ?
order by "audit_no"
limit ?;

select *
from "audit_event"
where "audit_no" > ? and "kind" = ?
order by "audit_no"
limit ?;

-- audit.newest
select *
from "audit_event"
where "kind" not like ? and "audit_no" < ? and "kind" = ? and "actor" = ? and "at" >= ? and "at" < ?
order by "audit_no" desc
limit ?;

-- audit.readingsOf
 select *
from audit_event
where detail ->> 'record_no' = ?
union all select *
from ( select *
from audit_event
where kind = ?
order by audit_no desc
limit ? ) as listing
where instr(listing.detail, ?) > 0 and exists ( select 1
from json_each(listing.detail, '$.record_nos') as named
where named.value = ?)
order by audit_no desc
limit ?;

-- audit.insert
insert into audit_event (at, kind, actor, detail) select value ->> 0, value ->> 1, value ->> 2, value ->> 3
from json_each(?);
