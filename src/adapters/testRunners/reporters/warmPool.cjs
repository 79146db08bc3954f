// Worker threads that are loaded before they are needed. It runs inside the project under test: no dependencies, old
// syntax.
'use strict';

const nodePath = require('node:path');
const threads = require('node:worker_threads');

// Checks after which a worker is replaced: modules of old checks stay in its memory.
const MAX_USES = 1000;
// A mutant may fill memory without end.
const LIMITS = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64 };

exports.open = function open(options) {
  return new Pool(options);
};

class Pool {
  constructor(options) {
    this.data = options.data;
    // Whether a worker may serve more than one check.
    this.reuse = false;
    this.idle = [];
    this.queue = [];
    this.running = new Map();
    this.size = options.size;
    for (let count = 0; count < options.size; count++) this.start({ isReused: this.reuse });
  }

  start(data) {
    const worker = new threads.Worker(nodePath.join(__dirname, 'warmWorker.cjs'), {
      workerData: Object.assign({}, this.data, data),
      stdout: true,
      stderr: true,
      stdin: false,
      resourceLimits: LIMITS,
    });
    const one = { worker: worker, uses: 0, isLoaded: false, isExtra: data.covers, job: undefined };
    worker.stdout.resume();
    worker.stderr.resume();
    worker.on('message', (message) => this.onMessage(one, message));
    worker.on('error', () => undefined);
    worker.on('exit', () => this.onExit(one));
    return one;
  }

  // Resolves with what the tests said within the time, which counts from their start.
  run(request, timeoutMs) {
    return new Promise((resolve) => {
      const job = { request: request, timeoutMs: timeoutMs, resolve: resolve, results: [] };
      // Counting has to begin before anything is loaded, and takes time.
      const on = request.covers ? this.start({ covers: true }) : request.on;
      if (on) this.begin(on, job);
      else {
        this.queue.push(job);
        this.next();
      }
    });
  }

  cancel(id) {
    const job = this.running.get(id);
    if (job) this.end(job, { kind: 'timed-out' });
    this.queue = this.queue.filter((one) => one.request.id !== id);
  }

  next() {
    while (this.idle.length > 0 && this.queue.length > 0) {
      // The one that was used last has what it needs at hand.
      this.begin(this.idle.pop(), this.queue.shift());
    }
  }

  begin(one, job) {
    one.uses++;
    one.job = job;
    job.one = one;
    this.running.set(job.request.id, job);
    job.timer = setTimeout(() => this.end(job, { kind: 'timed-out' }), job.timeoutMs);
    const { changes, question } = job.request;
    one.worker.postMessage({ changes: changes, question: question });
  }

  onMessage(one, message) {
    if (message.isLoaded) {
      one.isLoaded = true;
      if (!one.isExtra) this.idle.push(one);
      this.next();
    }
    if (!one.job) return;
    if (message.result) one.job.results.push(message.result);
    if (message.done) this.end(one.job, message.done);
  }

  // Code under test may end its thread as it would end its process.
  onExit(one) {
    if (one.job) this.end(one.job, { kind: 'ended' });
    else this.replace(one);
  }

  end(job, outcome) {
    const one = job.one;
    clearTimeout(job.timer);
    this.running.delete(job.request.id);
    one.job = undefined;
    const result = Object.assign({}, outcome, { results: job.results });
    if (job.request.keep && outcome.isWhole) result.worker = one;
    else this.release(one, outcome);
    job.resolve(result);
    this.next();
  }

  release(one, outcome) {
    const isFit =
      this.reuse && !one.isExtra && outcome.isWhole && !outcome.isDirty && one.uses < MAX_USES;
    if (isFit && !one.isGone) this.idle.push(one);
    else this.replace(one);
  }

  replace(one) {
    if (one.isGone) return;
    one.isGone = true;
    this.idle = this.idle.filter((other) => other !== one);
    one.worker.terminate();
    if (one.isExtra) return;
    // A worker that ends by itself before it is loaded would do so again.
    if (one.isLoaded) this.start({ isReused: this.reuse });
    else if (--this.size <= 0) process.exit(1);
  }
}
