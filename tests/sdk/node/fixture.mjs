// What the tests start from: an instance for each behaviour, so that they do not meet.
export const fixture = {
  instances: [
    { id: 'rm-polls', jobPlan: 'polls', databases: ['app'] },
    { id: 'rm-fails', jobPlan: 'fails-while-waiting' },
    { id: 'rm-fast', jobPlan: 'instant', databases: ['app', 'orders'] },
    { id: 'rm-held', jobPlan: 'held' },
    { id: 'rm-idle' },
    { id: 'rr-replica', readOnly: true },
    { id: 'rm-creating', status: 'Creating' },
    { id: 'rm-filters' },
  ],
  plans: [{ name: 'fails-while-waiting', kind: 'failing', duration: '0s', failsIn: 'Waiting', reason: 'disk full' }],
  backupJobs: [
    { id: 101, instance: 'rm-filters', mode: 'Automated', status: 'NoStart', plan: 'held', startedAt: '-3h' },
    { id: 102, instance: 'rm-filters', mode: 'Manual', status: 'Uploading', plan: 'held', startedAt: '-2h' },
    { id: 103, instance: 'rm-filters', mode: 'Manual', status: 'Finished', backupId: 900103, startedAt: '-1d' },
  ],
};
