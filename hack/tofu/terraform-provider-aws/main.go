// Command terraform-provider-aws stands for Terraform's provider for AWS in a test of the way out of Terraform: it has the
// resources of ECR that the test declares, with as few arguments as they need, and makes and deletes them where AWS_ENDPOINT_URL
// says. Any change of an argument replaces the resource.
package main

import (
	"context"
	"log"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
)

type aws struct{}

func main() {
	err := providerserver.Serve(context.Background(), func() provider.Provider { return aws{} },
		providerserver.ServeOpts{Address: "registry.opentofu.org/hashicorp/aws"})
	if err != nil {
		log.Fatal(err)
	}
}

func (aws) Metadata(_ context.Context, _ provider.MetadataRequest, answer *provider.MetadataResponse) {
	answer.TypeName = "aws"
}

func (aws) Schema(_ context.Context, _ provider.SchemaRequest, answer *provider.SchemaResponse) {
	answer.Schema = schema.Schema{Attributes: map[string]schema.Attribute{"region": schema.StringAttribute{Optional: true}}}
}

func (aws) Configure(context.Context, provider.ConfigureRequest, *provider.ConfigureResponse) {}

func (aws) DataSources(context.Context) []func() datasource.DataSource {
	return []func() datasource.DataSource{func() datasource.DataSource { return existing{} }}
}

func (aws) Resources(context.Context) []func() resource.Resource {
	var all []func() resource.Resource
	for _, each := range things {
		all = append(all, func() resource.Resource { return each })
	}
	return all
}
