-- letters.find
select *
from "letter"
where "letter_no" = ?;

-- letters.listOf
select *
from "letter"
where "request_no" = ?
order by "letter_no";

-- letters.last
select coalesce((select "seq"
from "sqlite_sequence"
where "name" = ?), ?) as "number", coalesce((select max("series_number") as "number"
from "letter"
where "series_year" = ?), ?) as "series_number";

-- letters.findChunks
select *
from "letter_chunk"
where "letter_no" = ? and "edition" = ?
order by "chunk";

-- letters.insert
insert into "letter" ("letter_no", "request_no", "kind", "doc_no", "series_year", "series_number", "issued_at", "issued_by", "sha256")
values (?, ?, ?, ?, ?, ?, ?, ?, ?);

-- letters.insertChunk
insert into "letter_chunk" ("letter_no", "edition", "chunk", "sealed")
values (?, ?, ?, ?);
