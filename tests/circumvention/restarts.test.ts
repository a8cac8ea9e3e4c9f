/** The policy that is known stays: with a school server that is gone or lies, and a worker that slept. */
import { RESTARTS, startServed } from './cases/restarts.ts'
import { play } from './play.ts'

play([...RESTARTS], startServed)
