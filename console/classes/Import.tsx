import { useSignal } from '@preact/signals'
import type { TargetedEvent } from 'preact'
import { dateTime } from '../format.ts'
import { attempt, notice } from '../state.ts'
import { classesApi } from './api.ts'
import { Preview } from './Preview.tsx'
import { classes, opened, preview, reading, refreshClasses } from './state.ts'
import { countsInWords, undoneInWords } from './words.ts'

/** A roster: chosen or dropped, looked at, applied; and the last one undone. */
export const Import = () => (
  <div class="panel">
    <h3>Roster</h3>
    <p class="soft small">
      A OneRoster export (the zip, or all its CSV files), or one CSV file with the columns “class” and
      “e-mail”. Nothing changes before you have seen what would.
    </p>
    <Drop />
    {reading.value && <p role="status">Reading the files…</p>}
    {preview.value && <Preview told={preview.value} />}
    <LastImport />
  </div>
)

function Drop() {
  const over = useSignal(false)
  return (
    <div
      class={over.value ? 'drop drop--over' : 'drop'}
      onDragOver={(event) => {
        event.preventDefault()
        over.value = true
      }}
      onDragLeave={() => (over.value = false)}
      onDrop={(event) => {
        event.preventDefault()
        over.value = false
        upload([...(event.dataTransfer?.files ?? [])])
      }}
    >
      <label htmlFor="roster">Choose the files, or drop them here</label>
      <input
        id="roster"
        type="file"
        multiple
        accept=".zip,.csv,.txt,application/zip,text/csv"
        disabled={reading.value}
        onChange={choose}
      />
    </div>
  )
}

function choose(event: TargetedEvent<HTMLInputElement>): void {
  const input = event.currentTarget
  upload([...(input.files ?? [])])
  // The same file, put in order, can be chosen again.
  input.value = ''
}

function upload(files: readonly File[]): void {
  if (files.length === 0 || reading.value) return
  preview.value = null
  notice.value = null
  reading.value = true
  void attempt(async () => {
    preview.value = await classesApi.preview(files)
  }).finally(() => (reading.value = false))
}

function LastImport() {
  const last = classes.value?.last
  if (!last) return null
  return (
    <div class="heading">
      <p class="small">
        Last import: {dateTime(last.at)} ({countsInWords(last.counts)}).
        {last.undoUntil === null && ' It is too old to be undone.'}
      </p>
      {last.undoUntil !== null && (
        <button type="button" class="button" onClick={undo}>
          Undo this import
        </button>
      )}
    </div>
  )
}

function undo(): void {
  void attempt(async () => {
    const done = await classesApi.undo()
    preview.value = null
    opened.value = null
    await refreshClasses()
    notice.value = { text: undoneInWords(done), wrong: false }
  })
}
