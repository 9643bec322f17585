// The request that `aliyun rds ...` makes, by the SDK that the command line client is made of.
//
// It is not the program itself: the Go proxy does not serve it, and its module would lack the
// metadata of the actions, which are a Git submodule. What is done here is what its RPC calls do
// (openapi/invoker.go and openapi/rpc.go of github.com/aliyun/aliyun-cli, 3.x): a CommonRequest,
// POST, parameters in the query. That it tries again by itself when it is throttled is left out.
//
// README: begin
//
//	aliyun rds DescribeBackupTasks --DBInstanceId rm-uf6wjk5xxxxxxx --endpoint 127.0.0.1:2014 --insecure \
//	  --mode AK --access-key-id testid --access-key-secret testsecret --region cn-hangzhou
//
// README: end
package main

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"net/http"
	"os"

	"github.com/aliyun/alibaba-cloud-sdk-go/sdk"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/auth"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/auth/credentials"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/requests"

	driver "rds-emulator/go-driver"
	"rds-emulator/go-sdk/failure"
)

func main() {
	driver.Serve(call, failure.Of)
}

// The client of one call, since the program ends after each.
func newClient(settings driver.Settings) (*sdk.Client, error) {
	config := sdk.NewConfig()
	if settings.CA != "" {
		pool, err := poolOf(settings.CA)
		if err != nil {
			return nil, err
		}
		config.WithHttpTransport(&http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}})
	}
	if settings.Retries > 0 { // --retry-count
		config.WithAutoRetry(true).WithMaxRetryTime(settings.Retries)
	}
	client, err := sdk.NewClientWithOptions(settings.RegionID, config, credential(settings))
	if err != nil {
		return nil, err
	}
	client.SetConnectTimeout(settings.Timeout()) // --connect-timeout
	client.SetReadTimeout(settings.Timeout())    // --read-timeout
	return client, nil
}

// As SSL_CERT_FILE would do for the program, for this client alone.
func poolOf(certificate string) (*x509.CertPool, error) {
	pem, err := os.ReadFile(certificate)
	if err != nil {
		return nil, err
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(pem)
	return pool, nil
}

func credential(settings driver.Settings) auth.Credential {
	if settings.SecurityToken != "" { // --mode StsToken --sts-token
		return credentials.NewStsTokenCredential(settings.AccessKeyID, settings.AccessKeySecret, settings.SecurityToken)
	}
	return credentials.NewAccessKeyCredential(settings.AccessKeyID, settings.AccessKeySecret)
}

func call(asked driver.Request) (any, error) {
	client, err := newClient(asked.Settings)
	if err != nil {
		return nil, err
	}
	defer client.Shutdown()
	request := requests.NewCommonRequest()
	request.Product = "Rds"
	request.Version = "2014-08-15"
	request.RegionId = asked.RegionID // --region
	request.Domain = asked.Endpoint   // --endpoint
	request.Scheme = asked.Protocol   // http by --insecure
	request.Method = requests.POST
	request.ApiName = asked.Action
	for name, value := range asked.Parameters {
		if name == "Version" { // --version
			request.Version = value
		} else {
			request.QueryParams[name] = value
		}
	}
	response, err := client.ProcessCommonRequest(request)
	if err != nil {
		return nil, err
	}
	return printed(response.GetHttpContentBytes()), nil
}

// The program prints the answer, indented if it is JSON.
func printed(content []byte) any {
	if json.Valid(content) {
		return json.RawMessage(content)
	}
	return string(content)
}
