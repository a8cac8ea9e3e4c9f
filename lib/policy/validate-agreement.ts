/** What a policy document may still get wrong about the agreement. */
import type { PolicyDocument } from './document.ts'
import { when, type Problems } from './validate-problems.ts'

export function agreementProblems(document: PolicyDocument): Problems {
  const starts = document.agreementYearStarts
  return [
    ...when(
      document.agreement !== undefined,
      ['agreement'],
      'does not belong here',
      'The server fills it in for each reader; texts are published in the console: remove it.',
    ),
    ...when(
      starts !== undefined && !isEveryYear(starts),
      ['agreementYearStarts'],
      'is not a day of every year',
      'Write the month and the day, for example 09-01.',
    ),
    ...Object.entries(document.groups).flatMap(([name, { agreement }]) =>
      (agreement?.open ?? []).flatMap((host, i, all) => [
        ...when(
          !host.includes('.'),
          ['groups', name, 'agreement', 'open', i],
          'would leave a whole top-level domain open',
          'Name the site.',
        ),
        ...when(
          all.indexOf(host) < i,
          ['groups', name, 'agreement', 'open', i],
          'is there twice',
          'Keep one of the two.',
        ),
      ]),
    ),
  ]
}

/** No 31 April; no 29 February either, on which most years start nothing. */
function isEveryYear(day: string): boolean {
  const date = new Date(`2001-${day}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(5, 10) === day
}
