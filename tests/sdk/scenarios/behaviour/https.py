"""HTTPS beside HTTP, with the certificate that the emulator has made."""
from .. import expect


def a_trusted_certificate_carries_calls(rds, emulator):
    secure = rds.using(protocol='https', ca=emulator.ca)
    job = secure.create(rds.instance)
    expect.same('jobs that have not ended', [str(listed['BackupJobId']) for listed in secure.jobs(rds.instance)], [job])


def a_refusal_over_https_is_the_same(rds, emulator):
    rds.using(protocol='https', ca=emulator.ca).refused(
        'DescribeBackupTasks', {'DBInstanceId': 'rm-sdk-none'}, 'InvalidDBInstanceName.NotFound', 404,
        'Invalid DBInstanceId NotFound.')


def a_certificate_that_is_not_trusted_is_refused_and_nothing_is_sent(rds, emulator):
    rds.using(protocol='https').cut_off('DescribeBackupTasks', {'DBInstanceId': rds.instance}, 'untrusted')
    expect.same('the calls', emulator.calls(), [])
