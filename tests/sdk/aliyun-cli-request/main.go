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
	"encoding/json"

	"github.com/aliyun/alibaba-cloud-sdk-go/sdk"
	"github.com/aliyun/alibaba-cloud-sdk-go/sdk/requests"

	driver "rds-emulator/go-driver"
	"rds-emulator/go-sdk/acs"
)

func main() {
	driver.Serve(call, acs.FailureOf)
}

// The client of one call, since the program ends after each. What config holds are its
// --retry-count, and SSL_CERT_FILE in its environment; what the credential, --mode AK or StsToken.
func newClient(settings driver.Settings) (*sdk.Client, error) {
	config, err := acs.Config(settings)
	if err != nil {
		return nil, err
	}
	client, err := sdk.NewClientWithOptions(settings.RegionID, config, acs.Credential(settings))
	if err != nil {
		return nil, err
	}
	client.SetConnectTimeout(settings.Timeout()) // --connect-timeout
	client.SetReadTimeout(settings.Timeout())    // --read-timeout
	return client, nil
}

func call(asked driver.Request) (any, error) {
	client, err := newClient(asked.Settings)
	if err != nil {
		return nil, err
	}
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
