terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

provider "aws" {
  region = "eu-central-1"
}

# Stays with Terraform.
resource "terraform_data" "release" {
  input = "v1"
}

module "platform" {
  source = "./team"
  team   = "platform"
}
