/** For queries of lessons: which of them leave a pupil alone. */
import { expressionBuilder } from 'kysely'
import type { Schema } from '../db/schema.ts'

/** Of a query with `lessons`: only those that have not let this pupil out. @param person a number of `people` */
export function notExempt(person: number) {
  const is = expressionBuilder<Schema, 'lessons'>()
  return is.not(
    is.exists(
      is
        .selectFrom('lesson_exempt')
        .select('lesson_exempt.person')
        .whereRef('lesson_exempt.lesson', '=', 'lessons.id')
        .where('lesson_exempt.person', '=', person),
    ),
  )
}
