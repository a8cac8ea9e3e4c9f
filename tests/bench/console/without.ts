/**
 * What the bench compares with, in the same run and on the same database: the questions as they would be without the
 * index, the counts and the order of rows that the pages rely on. Each once: they take long.
 */
import { openSqlite } from '../../../server/db/sqlite.ts'
import { END } from './clock.ts'

const WEEK = 7 * 86_400_000

export interface Without {
  /** A pupil's newest rows, without the index by person and time. */
  readonly timeline_ms: number
  /** The figures, counted row by row. */
  readonly numbers_ms: number
  /** The week's visits, each looked up by its time; nothing is decided about them. */
  readonly week_ms: number
}

export function measureWithout(file: string): Without {
  const db = openSqlite(file, { readOnly: true })
  const took = (sql: string): number => {
    const began = performance.now()
    for (const _ of db.prepare(sql).iterate());
    return Math.round(performance.now() - began)
  }
  try {
    return {
      timeline_ms: took(`SELECT * FROM rows WHERE +person = 7 ORDER BY +at DESC LIMIT 250`),
      numbers_ms: ['blocked', 'warned', 'search']
        .map((kind) =>
          took(`SELECT CAST(at / ${WEEK} AS INTEGER) AS week, categories, count(*) FROM counted_rows
            WHERE kind = '${kind}' AND at >= ${END - 16 * WEEK} GROUP BY week, categories`),
        )
        .reduce((sum, ms) => sum + ms, 0),
      week_ms: took(`SELECT installation, at, kind, person, host, reason FROM rows INDEXED BY rows_by_kind
        WHERE kind IN ('visit', 'blocked', 'warned') AND at >= ${END - WEEK} AND host <> ''`),
    }
  } finally {
    db.close()
  }
}
