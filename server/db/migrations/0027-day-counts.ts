/**
 * How much was stopped, warned of and searched for, day by day in UTC: figures for the whole school that would otherwise
 * be counted from a year of rows at each look. The database itself keeps them with the rows, whoever writes or deletes
 * those, so that no count outlives what it counted. As a view does, it counts confirmed installations alone.
 */
import { type Kysely, sql } from 'kysely'

const KINDS = `('blocked', 'warned', 'search')`

const isCounted = (row: 'NEW' | 'OLD'): string =>
  `${row}.kind IN ${KINDS} AND (SELECT state FROM installations WHERE id = ${row}.installation) = 'confirmed'`

/** Day, kind and categories of a row: those of a stop alone are counted. */
const keyOf = (row: string): string =>
  `${row}.at / 86400000, ${row}.kind, CASE ${row}.kind WHEN 'blocked' THEN coalesce(${row}.categories, '') ELSE '' END`

const COUNT = `INSERT INTO day_counts VALUES (${keyOf('NEW')}, 1)
  ON CONFLICT DO UPDATE SET count = count + 1;`
const UNCOUNT = `UPDATE day_counts SET count = count - 1 WHERE (day, kind, categories) = (${keyOf('OLD')});
  DELETE FROM day_counts WHERE (day, kind, categories) = (${keyOf('OLD')}) AND count <= 0;`

const CHANGE = 'AFTER UPDATE OF installation, at, kind, categories ON rows'

const STATEMENTS = [
  `CREATE TABLE day_counts (
    day INTEGER NOT NULL, kind TEXT NOT NULL, categories TEXT NOT NULL, count INTEGER NOT NULL,
    PRIMARY KEY (day, kind, categories)
  ) STRICT, WITHOUT ROWID`,
  `INSERT INTO day_counts SELECT ${keyOf('rows')}, count(*) FROM counted_rows AS rows
    WHERE kind IN ${KINDS} GROUP BY 1, 2, 3`,
  `CREATE TRIGGER day_counts_with_row AFTER INSERT ON rows WHEN ${isCounted('NEW')} BEGIN ${COUNT} END`,
  `CREATE TRIGGER day_counts_without_row AFTER DELETE ON rows WHEN ${isCounted('OLD')} BEGIN ${UNCOUNT} END`,
  // What is emptied stays as a bare number, of a kind that is not counted.
  `CREATE TRIGGER day_counts_before_change ${CHANGE} WHEN ${isCounted('OLD')} BEGIN ${UNCOUNT} END`,
  `CREATE TRIGGER day_counts_after_change ${CHANGE} WHEN ${isCounted('NEW')} BEGIN ${COUNT} END`,
  `CREATE TRIGGER day_counts_of_installation AFTER UPDATE OF state ON installations
    WHEN (OLD.state = 'confirmed') <> (NEW.state = 'confirmed') BEGIN
    INSERT INTO day_counts SELECT ${keyOf('rows')}, (CASE NEW.state WHEN 'confirmed' THEN 1 ELSE -1 END) * count(*)
      FROM rows WHERE installation = NEW.id AND kind IN ${KINDS} GROUP BY 1, 2, 3
      ON CONFLICT DO UPDATE SET count = count + excluded.count;
    DELETE FROM day_counts WHERE count <= 0;
  END`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
