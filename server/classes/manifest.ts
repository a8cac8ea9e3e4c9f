/** manifest.csv of a OneRoster export: which files it has, and that they are complete and not only what changed. */
import { Problems, quoted, RosterError } from './roster.ts'
import { exactly, readTable } from './table.ts'
import type { Budget, Source } from './text.ts'

const KNOWN = ['orgs', 'academicSessions', 'courses', 'classes', 'users', 'roles', 'enrollments'] as const
export type Kind = (typeof KNOWN)[number]

/** The files of an upload that have to do with classes, by what they hold. */
export function byKind(sources: readonly Source[]): Map<Kind | 'manifest', Source> {
  const found = new Map<Kind | 'manifest', Source>()
  for (const source of sources) {
    const kind = (['manifest', ...KNOWN] as const).find(
      (name) => `${name}.csv`.toLowerCase() === source.name.toLowerCase(),
    )
    if (!kind) continue
    if (found.has(kind))
      throw new RosterError('twice', `There are two files ${kind}.csv: send one export at a time.`, {
        file: source.name,
      })
    found.set(kind, source)
  }
  return found
}

/**
 * Reads the manifest, if there is one. Throws a RosterError for an export of changes only, for a version that is not
 * known, and for a file that is promised and missing. Says what else should be known.
 */
export async function readManifest(
  files: ReadonlyMap<Kind | 'manifest', Source>,
  budget: Budget,
  problems: Problems,
): Promise<string[]> {
  const manifest = files.get('manifest')
  if (!manifest) return ['There is no manifest.csv: the files are taken for a complete export.']
  const said = new Map<string, string>()
  const columns = { header: exactly(['propertyName', 'value']), required: ['propertyName', 'value'] }
  await readTable(manifest, columns, budget, (row) => {
    if (row.broken) problems.add(manifest.name, row.line, row.broken)
    else said.set(row.get('propertyName').toLowerCase(), row.get('value'))
  })
  const file = manifest.name
  const version = said.get('oneroster.version') ?? ''
  if (version !== '' && !/^1\.[12](\.\d+)?$/.test(version))
    throw new RosterError(
      'version',
      `${file} says OneRoster ${quoted(version)}: export version 1.2 or 1.1.`,
      { file },
    )
  for (const kind of KNOWN) {
    const mode = said.get(`file.${kind}`.toLowerCase())?.toLowerCase() ?? 'absent'
    if (mode === 'delta')
      throw new RosterError(
        'delta',
        `${file} says that ${kind}.csv holds changes only (delta). Make a complete export (bulk).`,
        { file },
      )
    if (mode === 'bulk' && !files.has(kind))
      throw new RosterError('missing', `${file} promises ${kind}.csv, which is not there.`, { file })
    if (mode !== 'bulk' && mode !== 'absent')
      problems.add(file, null, `says ${quoted(mode)} of ${kind}.csv: bulk or absent is meant`)
  }
  return []
}
