// Package acs is what the drivers of alibaba-cloud-sdk-go share.
package acs

import (
	"crypto/tls"
	"crypto/x509"
	"net/http"
	"os"

	"github.com/aliyun/alibaba-cloud-sdk-go/sdk"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/auth"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/auth/credentials"

	driver "rds-emulator/go-driver"
)

func Config(settings driver.Settings) (*sdk.Config, error) {
	config := sdk.NewConfig()
	if settings.Retries > 0 {
		config.WithAutoRetry(true).WithMaxRetryTime(settings.Retries)
	}
	if settings.CA == "" {
		return config, nil
	}
	pem, err := os.ReadFile(settings.CA)
	if err != nil {
		return nil, err
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(pem)
	return config.WithHttpTransport(&http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}}), nil
}

func Credential(settings driver.Settings) auth.Credential {
	if settings.SecurityToken != "" {
		return credentials.NewStsTokenCredential(settings.AccessKeyID, settings.AccessKeySecret, settings.SecurityToken)
	}
	return credentials.NewAccessKeyCredential(settings.AccessKeyID, settings.AccessKeySecret)
}
