/** What stands beside the files of a pack: how to read and to check it. */
import { WITHOUT_LINKS, WITHOUT_PICTURES } from './page.ts'

/** `cut`: how many rows it has where there are more than those in its span. */
export const readMe = (cut: number | null): string => `${TITLE}${cut === null ? '' : cutWords(cut)}${READ_ME}`

const TITLE = `Evidence pack of Kerb
=====================
`

const cutWords = (rows: number): string => `
NOT ALL OF IT: this pack holds the newest ${rows} rows of its time, and there are more. Make another for the days before.
`

const READ_ME = `
record.html     to read and to print
rows.csv        the same rows as a table
case-log.csv    one line for each day with something notable, as the forms of CPOMS and MyConcern ask:
                pupil, date, time, category, incident, reported by, action taken
beside.json     only in a copy for whoever asked: classes, agreements, browsers, requests, unblocks and pauses with
                what was written about them, alerts, what was found, hits on locked lists, looks.
                Concerns are sealed to the safeguarding team: they are exported from its own page
rows.json       the rows with their proof
evidence.json   digests, signatures and heads of days
SHA256SUMS      the digest of each file, and in SHA256SUMS.sig the school server's signature of it
verifier/       the program that checks all this

To check it: with Node.js 22 or newer, in this folder,

    node verifier/verify.mjs

or, where Kerb is installed, npm run evidence -- verify <the zip file, or the PDF>. If this pack came within a PDF, give its
path as well, to check that nobody changed what it says: node verifier/verify.mjs <the PDF>. It needs no network. It says whether a row was
changed, which rows are signed by the browser that wrote them, and the head of each day. Hold the heads against the mails
that Kerb sent to the safeguarding lead and a governor after each day: who changed a row later could not change those.

rows.json and evidence.json hold addresses as they were, because their digests are made of them. Read record.html instead.

${WITHOUT_PICTURES}

${WITHOUT_LINKS}
`.replaceAll('\n', '\r\n')
