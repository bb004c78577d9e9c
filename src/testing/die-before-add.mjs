// A fault point for tests, loaded with NODE_OPTIONS=--import: the process dies, as by a power cut, when it has claimed
// a scan and is about to add its job.
import process from 'node:process'
import { Queue } from 'bullmq'

Queue.prototype.add = () => process.kill(process.pid, 'SIGKILL')
